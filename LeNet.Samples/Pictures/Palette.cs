using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>
/// Colours that people with any colour vision tell apart: those of M. Okabe and K. Ito, "Color Universal Design" (2008),
/// and scales from orange over white to blue.
/// </summary>
internal static class Palette
{
    /// <summary>The page.</summary>
    public static readonly SKColor Page = SKColors.White;

    /// <summary>Text.</summary>
    public static readonly SKColor Ink = new(0x1F, 0x23, 0x28);

    /// <summary>Text of less weight.</summary>
    public static readonly SKColor Muted = new(0x65, 0x6D, 0x76);

    /// <summary>Lines that only guide the eye.</summary>
    public static readonly SKColor Rule = new(0xE3, 0xE6, 0xEA);

    /// <summary>The training set; what is right.</summary>
    public static readonly SKColor Blue = new(0x00, 0x72, 0xB2);

    /// <summary>The test set; what is wrong.</summary>
    public static readonly SKColor Vermilion = new(0xD5, 0x5E, 0x00);

    /// <summary>A third series, which differs from the others in brightness too.</summary>
    public static readonly SKColor Green = new(0x00, 0x9E, 0x73);

    /// <summary>The learning rate.</summary>
    public static readonly SKColor Purple = new(0xCC, 0x79, 0xA7);

    private static readonly SKColor[] Blues = [new(0xF7, 0xF9, 0xFC), new(0xC9, 0xDE, 0xF0), new(0x6F, 0xAE, 0xD9), new(0x1F, 0x78, 0xB8), new(0x08, 0x3F, 0x77)];
    private static readonly SKColor[] Oranges = [new(0xFC, 0xF9, 0xF6), new(0xFB, 0xDB, 0xB8), new(0xF3, 0x9C, 0x52), new(0xD6, 0x5F, 0x0E), new(0x85, 0x33, 0x04)];

    /// <summary>A scale for what is right.</summary>
    /// <param name="value">0 for white to 1 for dark blue; what is outside counts as its nearest end.</param>
    public static SKColor ScaleOfBlue(double value) => Interpolate(Blues, value);

    /// <summary>A scale for what is wrong.</summary>
    /// <param name="value">0 for white to 1 for dark orange; what is outside counts as its nearest end.</param>
    public static SKColor ScaleOfOrange(double value) => Interpolate(Oranges, value);

    /// <summary>A scale for numbers of either sign.</summary>
    /// <param name="value">−1 for dark orange over 0 for white to 1 for dark blue; no number is grey.</param>
    public static SKColor Diverging(double value) =>
        double.IsNaN(value) ? Muted : value < 0 ? ScaleOfOrange(-value) : ScaleOfBlue(value);

    /// <summary>Black or white, whichever is read better on a colour.</summary>
    public static SKColor InkOn(SKColor background) =>
        (0.299 * background.Red) + (0.587 * background.Green) + (0.114 * background.Blue) < 140 ? SKColors.White : Ink;

    private static SKColor Interpolate(SKColor[] stops, double value)
    {
        double position = Math.Clamp(double.IsNaN(value) ? 0 : value, 0, 1) * (stops.Length - 1);
        int index = Math.Min((int)position, stops.Length - 2);
        double share = position - index;
        (SKColor from, SKColor to) = (stops[index], stops[index + 1]);
        return new SKColor(Mix(from.Red, to.Red, share), Mix(from.Green, to.Green, share), Mix(from.Blue, to.Blue, share));
    }

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
