namespace LeNet.Samples.Images;

/// <summary>The shades along the border of a picture, which is mostly ground.</summary>
/// <param name="Middle">Their median.</param>
/// <param name="Spread">How far apart they are, without the tenth that is lightest and the tenth that is darkest.</param>
internal sealed record Border(float Middle, float Spread)
{
    private const int Part = 32;

    /// <summary>Looks at a frame of a thirty-second of the picture.</summary>
    public static Border Of(Plane grey)
    {
        int thickness = Math.Max(1, Math.Min(grey.Width, grey.Height) / Part);
        var shades = new List<float>();
        for (int row = 0; row < grey.Height; row++)
        {
            if (row < thickness || row >= grey.Height - thickness || grey.Width <= 2 * thickness)
            {
                shades.AddRange(grey.Row(row));
                continue;
            }

            shades.AddRange(grey.Row(row)[..thickness]);
            shades.AddRange(grey.Row(row)[^thickness..]);
        }

        shades.Sort();
        return new Border(shades[shades.Count / 2], shades[shades.Count * 9 / 10] - shades[shades.Count / 10]);
    }
}
