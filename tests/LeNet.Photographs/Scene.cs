using SkiaSharp;

namespace LeNet.Photographs;

/// <summary>How the light falls off where something stands in it.</summary>
internal enum ShadowForm
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>A straight edge across the digit.</summary>
    Edge,

    /// <summary>A band across the digit.</summary>
    Band,

    /// <summary>The shadow of the pencil, narrow and aslant.</summary>
    Pencil,
}

/// <summary>What is printed around the digit.</summary>
internal enum Print
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A rectangle.</summary>
    Box,

    /// <summary>A circle.</summary>
    Circle,

    /// <summary>Brackets at both sides.</summary>
    Brackets,

    /// <summary>The four corners of a rectangle.</summary>
    Corners,

    /// <summary>A line below.</summary>
    Underline,

    /// <summary>Lines across the whole sheet.</summary>
    Ruled,

    /// <summary>Squares on the whole sheet.</summary>
    Squared,
}

/// <summary>A picture of a written digit: what is on the paper, how the light falls, where the camera is, what it does.</summary>
internal sealed record Scene
{
    /// <summary>Columns.</summary>
    public int Width { get; init; } = 320;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 240;

    /// <summary>Pixels of the digit's height; 0 for a sheet without one.</summary>
    public double Size { get; init; } = 110;

    /// <summary>How wide the pen is, as a share of the digit's height.</summary>
    public double Pen { get; init; } = 0.09;

    /// <summary>How bright the paper is, 0 to 255.</summary>
    public double Paper { get; init; } = 215;

    /// <summary>How bright the ink is.</summary>
    public double Ink { get; init; } = 55;

    /// <summary>How far the digit's middle is from the picture's, as a share of what room there is; up to half of it at random.</summary>
    public (double X, double Y)? Place { get; init; }

    /// <summary>How large the shares at random are.</summary>
    public double Wander { get; init; } = 0.4;

    /// <summary>The light at the left, as a share of that at the right.</summary>
    public double LightAtLeft { get; init; } = 1;

    /// <summary>The light at the corners, as a share of that in the middle.</summary>
    public double LightAtCorners { get; init; } = 1;

    /// <summary>A shadow's form.</summary>
    public ShadowForm Shadow { get; init; }

    /// <summary>The light in the shadow.</summary>
    public double ShadowLight { get; init; } = 0.5;

    /// <summary>Pixels over which the shadow's edge is soft.</summary>
    public int ShadowBlur { get; init; } = 1;

    /// <summary>How many of the sheet's edges are in the picture: 0, 2 or 4.</summary>
    public int Edges { get; init; }

    /// <summary>How bright the desk is.</summary>
    public double Desk { get; init; } = 80;

    /// <summary>How much of the picture's width the desk has at a side, at most.</summary>
    public double DeskShare { get; init; } = 0.16;

    /// <summary>What is printed.</summary>
    public Print Print { get; init; }

    /// <summary>How dark the print is: 1 as ink.</summary>
    public double PrintStrength { get; init; } = 1;

    /// <summary>Pixels of the print's lines.</summary>
    public double PrintWidth { get; init; } = 2;

    /// <summary>Standard deviation of the sensor's noise.</summary>
    public double Noise { get; init; } = 2;

    /// <summary>Dots of dust.</summary>
    public int Specks { get; init; }

    /// <summary>Pixels that the lens blurs.</summary>
    public int Blur { get; init; }

    /// <summary>JPEG's quality; 0 for PNG.</summary>
    public int Quality { get; init; } = 88;

    /// <summary>Lines of digits, where there are several.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>Digits of a line.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>From one digit of a line to the next, as a share of the height.</summary>
    public double Pitch { get; init; } = 0.9;

    /// <summary>Takes the picture of one digit.</summary>
    /// <param name="digit">What is written.</param>
    /// <param name="seed">Everything that differs between pictures of a kind.</param>
    /// <returns>The file.</returns>
    public byte[] Take(int digit, int seed)
    {
        var random = new Random((seed * 10) + digit);
        (double shareX, double shareY) = Place ?? (Wander * (random.NextDouble() - 0.5), Wander * (random.NextDouble() - 0.5));
        double x = (Width / 2.0) + (shareX * (Width - (0.8 * Size)));
        double y = (Height / 2.0) + (shareY * (Height - Size));
        var ink = new Canvas(Width, Height);
        Write(ink, digit, x, y, random);
        return Take(ink, x, y, random);
    }

    /// <summary>Takes the picture of several digits.</summary>
    /// <param name="seed">Everything that differs between pictures of a kind, the digits too.</param>
    /// <returns>The file, and the digits line by line, from left to right.</returns>
    public (byte[] File, int[] Digits) TakeSeveral(int seed)
    {
        var random = new Random(seed);
        var ink = new Canvas(Width, Height);
        int[] digits = new int[Rows * Columns];
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = random.Next(10);
            double x = (Width / 2.0) + (((i % Columns) - ((Columns - 1) / 2.0) + (0.1 * (random.NextDouble() - 0.5))) * Pitch * Size);
            double y = (Height / 2.0) + (((i / Columns) - ((Rows - 1) / 2.0) + (0.1 * (random.NextDouble() - 0.5))) * 1.5 * Size);
            Write(ink, digits[i], x, y, random);
        }

        return (Take(ink, Width / 2.0, Height / 2.0, random), digits);
    }

    private void Write(Canvas ink, int digit, double x, double y, Random random)
    {
        IReadOnlyList<(double X, double Y)[]> strokes = Handwriting.Write(digit, random);
        if (Size > 0)
        {
            ink.Draw(strokes, x, y, Size * 0.92, Math.Max(0.8, Pen * Size));
        }
    }

    private byte[] Take(Canvas ink, double x, double y, Random random)
    {
        var print = new Canvas(Width, Height);
        Printing.Draw(print, Print, x, y, Size > 0 ? Size : 0.5 * Height, PrintWidth, random);
        var picture = new Canvas(Width, Height);
        double inkShare = Ink / Paper;
        picture.Change((_, column, row) =>
        {
            int place = ((int)row * Width) + (int)column;
            double covered = Math.Max(ink.Values[place], PrintStrength * print.Values[place]);
            return Paper * (1 - (covered * (1 - inkShare)));
        });
        Surroundings.Lay(picture, this, x, y, random);
        Surroundings.Light(picture, this, x, y, random);
        picture.Blur(Blur);
        for (int i = 0; i < Specks; i++)
        {
            picture.Values[random.Next(picture.Values.Length)] = (float)Ink;
        }

        return Encode(picture, random);
    }

    private byte[] Encode(Canvas picture, Random random)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                double noise = Noise > 0 ? Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) : 0;
                pixels[(row * bitmap.RowBytes) + column] = (byte)Math.Clamp(picture.Values[(row * Width) + column] + noise + 0.5, 0, 255);
            }
        }

        using SKData data = Quality == 0 ? bitmap.Encode(SKEncodedImageFormat.Png, 100) : bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
