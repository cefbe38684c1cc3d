using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Images;

/// <summary>A photo of a digit on paper, as somebody might take it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Scale">Pixels of the photo for one of the digit's image.</param>
/// <param name="Paper">The paper's brightness where the light is full.</param>
/// <param name="Ink">The ink's brightness there.</param>
/// <param name="LightAtLeft">Share of the light at the left side; at the right it is full.</param>
/// <param name="LightAtCorners">Share of the light that the lens lets through at the corners.</param>
/// <param name="Shadow">Share of the light in a shadow with a sharp edge, over the lower right.</param>
/// <param name="Noise">Standard deviation of the noise.</param>
/// <param name="Specks">How many dots of dust there are.</param>
/// <param name="Pen">Where in the digit's soft edge the stroke ends: 0.5 as wide as in the image, more for a finer pen.</param>
internal sealed record Photo(
    int Width = 240, int Height = 180, double Scale = 5, double Paper = 215, double Ink = 60,
    double LightAtLeft = 1, double LightAtCorners = 1, double Shadow = 1, double Noise = 0, int Specks = 0, double Pen = 0.5)
{
    private const int DigitSize = DigitPreparation.MnistSize;

    /// <summary>Takes the photo.</summary>
    /// <param name="digit">28×28 pixels as MNIST has them.</param>
    /// <param name="seed">Where the digit is, the noise and the dust.</param>
    public GreyImage Take(ReadOnlySpan<byte> digit, int seed)
    {
        var random = new Random(seed);
        double left = ((Width - (Scale * DigitSize)) / 2) + ((random.NextDouble() - 0.5) * 0.2 * Width);
        double top = ((Height - (Scale * DigitSize)) / 2) + ((random.NextDouble() - 0.5) * 0.2 * Height);
        byte[] values = new byte[Width * Height];
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                double x = ((2.0 * column / Width) - 1) / Math.Sqrt(2);
                double y = ((2.0 * row / Height) - 1) / Math.Sqrt(2);
                double light = LightAtLeft + ((1 - LightAtLeft) * column / Width);
                light *= 1 - ((1 - LightAtCorners) * ((x * x) + (y * y)));
                light *= column + row > 0.6 * (Width + Height) ? Shadow : 1;
                double ink = Coverage(digit, (column + 0.5 - left) / Scale, (row + 0.5 - top) / Scale);
                double value = (light * (Paper + ((Ink - Paper) * ink))) + (Noise > 0 ? Noise * Normal(random) : 0);
                values[(row * Width) + column] = (byte)Math.Clamp(value + 0.5, 0, 255);
            }
        }

        for (int i = 0; i < Specks; i++)
        {
            values[random.Next(values.Length)] = (byte)Math.Clamp(Ink, 0, 255);
        }

        return new GreyImage(Width, Height, values);
    }

    /// <summary>A picture as a file.</summary>
    public static byte[] Encode(GreyImage picture, SKEncodedImageFormat format = SKEncodedImageFormat.Png, int quality = 85)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int row = 0; row < picture.Height; row++)
        {
            picture.Values.AsSpan(row * picture.Width, picture.Width).CopyTo(bitmap.GetPixelSpan()[(row * bitmap.RowBytes)..]);
        }

        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>The digit's image between its pixels, with edges as sharp as a pen's.</summary>
    private double Coverage(ReadOnlySpan<byte> digit, double x, double y)
    {
        const double Sharpness = 4;
        if (x < 0 || y < 0 || x > DigitSize || y > DigitSize)
        {
            return 0;
        }

        (int column, int row) = ((int)Math.Floor(x - 0.5), (int)Math.Floor(y - 0.5));
        (double right, double down) = (x - 0.5 - column, y - 0.5 - row);
        double value = (((1 - right) * (1 - down) * At(digit, column, row)) + (right * (1 - down) * At(digit, column + 1, row))
            + ((1 - right) * down * At(digit, column, row + 1)) + (right * down * At(digit, column + 1, row + 1))) / 255;
        return Math.Clamp(((value - Pen) * Sharpness) + 0.5, 0, 1);
    }

    private static double At(ReadOnlySpan<byte> digit, int column, int row) =>
        column is >= 0 and < DigitSize && row is >= 0 and < DigitSize ? digit[(row * DigitSize) + column] : 0;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
