using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Raw images, as data sets hold them, to be drawn.</summary>
internal static class RawImage
{
    /// <summary>A bitmap of an image: grey, or in colour if it has three channels. Of any other number the first is shown.</summary>
    /// <param name="pixels">Channel, row, column.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static SKBitmap ToBitmap(ReadOnlySpan<byte> pixels, int channels, int height, int width)
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> target = bitmap.GetPixelSpan();
        int plane = height * width;
        int next = channels == 3 ? plane : 0;
        for (int i = 0; i < plane; i++)
        {
            (target[4 * i], target[(4 * i) + 1], target[(4 * i) + 2], target[(4 * i) + 3]) = (pixels[i], pixels[i + next], pixels[i + (2 * next)], byte.MaxValue);
        }

        return bitmap;
    }

    /// <summary>A bitmap of a plane of numbers on a scale from orange for −limit over white for 0 to blue for limit.</summary>
    /// <param name="values">Row, column.</param>
    /// <param name="width">Columns.</param>
    /// <param name="limit">The number at the ends of the scale, or 0 for a plane of zeros.</param>
    public static SKBitmap ToBitmap(ReadOnlySpan<float> values, int width, float limit)
    {
        var bitmap = new SKBitmap(width, values.Length / width, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> target = bitmap.GetPixelSpan();
        for (int i = 0; i < values.Length; i++)
        {
            SKColor color = Palette.Diverging(limit > 0 ? values[i] / limit : 0);
            (target[4 * i], target[(4 * i) + 1], target[(4 * i) + 2], target[(4 * i) + 3]) = (color.Red, color.Green, color.Blue, byte.MaxValue);
        }

        return bitmap;
    }

    /// <summary>The largest finite magnitude, or 0.</summary>
    public static float Limit(ReadOnlySpan<float> values)
    {
        float limit = 0;
        foreach (float value in values)
        {
            limit = float.IsFinite(value) ? Math.Max(limit, Math.Abs(value)) : limit;
        }

        return limit;
    }

    /// <summary>The size in which an image fills a square well: a whole multiple of its own where it is smaller.</summary>
    public static SKSize Fit(int height, int width, int square)
    {
        int longest = Math.Max(height, width);
        float scale = longest <= square ? square / longest : (float)square / longest;
        return new SKSize(Math.Max(1, width * scale), Math.Max(1, height * scale));
    }
}
