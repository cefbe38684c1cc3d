using System.Net.Http.Headers;
using SkiaSharp;

namespace LeNet.Web.Tests;

/// <summary>Bodies for <c>POST /api/predict</c>.</summary>
internal static class Bodies
{
    private const int Side = 28;
    private const int Scale = 6;

    /// <summary>An image as it is.</summary>
    public static HttpContent Raw(ReadOnlySpan<byte> pixels) => Of("application/octet-stream", pixels.ToArray());

    /// <summary>Any bytes of any type.</summary>
    public static HttpContent Of(string type, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>A picture of a digit of a data set: dark ink on white, enlarged.</summary>
    public static byte[] Picture(ReadOnlySpan<byte> pixels, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(Side * Scale, Side * Scale);
        Draw(bitmap, pixels, left: 0);
        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A picture of two digits side by side.</summary>
    public static byte[] Pictures(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        using var bitmap = new SKBitmap(2 * Side * Scale, Side * Scale);
        Draw(bitmap, left, left: 0);
        Draw(bitmap, right, left: Side * Scale);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKBitmap bitmap, ReadOnlySpan<byte> pixels, int left)
    {
        for (int y = 0; y < Side * Scale; y++)
        {
            for (int x = 0; x < Side * Scale; x++)
            {
                byte grey = (byte)(255 - pixels[(y / Scale * Side) + (x / Scale)]);
                bitmap.SetPixel(left + x, y, new SKColor(grey, grey, grey));
            }
        }
    }

    /// <summary>A picture of a sheet without anything on it.</summary>
    public static byte[] EmptyPicture(int side)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(SKColors.White);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
