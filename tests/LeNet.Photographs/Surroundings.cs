namespace LeNet.Photographs;

/// <summary>The desk that the sheet lies on, and the light that falls on both.</summary>
internal static class Surroundings
{
    /// <summary>Puts the desk where the sheet ends.</summary>
    public static void Lay(Canvas picture, Scene scene, double x, double y, Random random)
    {
        if (scene.Edges == 0)
        {
            return;
        }

        double tilt = 0.12 * (random.NextDouble() - 0.5);
        double Share() => scene.DeskShare * (0.5 + (0.5 * random.NextDouble()));
        double roomX = Math.Min(x, scene.Width - x) - (0.5 * scene.Size);
        double roomY = Math.Min(y, scene.Height - y) - (0.6 * scene.Size);
        double left = Math.Min(Share() * scene.Width, 0.8 * roomX), top = Math.Min(Share() * scene.Height, 0.8 * roomY);
        double right = scene.Edges == 4 ? Math.Min(Share() * scene.Width, 0.8 * roomX) : -scene.Width;
        double bottom = scene.Edges == 4 ? Math.Min(Share() * scene.Height, 0.8 * roomY) : -scene.Height;
        double grain = 6 * random.NextDouble();
        picture.Change((value, column, row) =>
        {
            double u = column + (tilt * (row - (scene.Height / 2.0)));
            double v = row - (tilt * (column - (scene.Width / 2.0)));
            double inside = Math.Min(Math.Min(u - left, scene.Width - right - u), Math.Min(v - top, scene.Height - bottom - v));
            double desk = scene.Desk + (grain * Math.Sin((0.3 * v) + (0.02 * u)));
            return desk + ((value - desk) * Math.Clamp(inside + 0.5, 0, 1));
        });
    }

    /// <summary>Lets the light fall.</summary>
    public static void Light(Canvas picture, Scene scene, double x, double y, Random random)
    {
        var light = new Canvas(scene.Width, scene.Height, 1);
        double angle = random.NextDouble() * Math.PI;
        double offset = (random.NextDouble() - 0.5) * 0.4 * scene.Size;
        double band = scene.Size * (scene.Shadow == ShadowForm.Pencil ? 0.09 + (0.08 * random.NextDouble()) : 0.3 + (0.3 * random.NextDouble()));
        light.Change((value, column, row) =>
        {
            double side = ((column - x) * Math.Cos(angle)) + ((row - y) * Math.Sin(angle)) - offset;
            return scene.Shadow switch
            {
                ShadowForm.Edge => side > 0 ? scene.ShadowLight : 1,
                ShadowForm.Band or ShadowForm.Pencil => Math.Abs(side) < band / 2 ? scene.ShadowLight : 1,
                _ => 1,
            };
        });
        light.Blur(scene.Shadow == ShadowForm.None ? 0 : scene.ShadowBlur);
        picture.Change((value, column, row) =>
        {
            double u = ((2 * column / scene.Width) - 1) / Math.Sqrt(2);
            double v = ((2 * row / scene.Height) - 1) / Math.Sqrt(2);
            double falls = scene.LightAtLeft + ((1 - scene.LightAtLeft) * column / scene.Width);
            return value * falls * (1 - ((1 - scene.LightAtCorners) * ((u * u) + (v * v)))) * light.Values[((int)row * scene.Width) + (int)column];
        });
    }
}
