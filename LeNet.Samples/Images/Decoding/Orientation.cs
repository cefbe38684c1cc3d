using SkiaSharp;

namespace LeNet.Samples.Images;

/// <summary>Turns a photo upright: cameras store what the sensor saw, and in EXIF how it was held.</summary>
internal static class Orientation
{
    /// <summary>The picture as it is meant to be looked at.</summary>
    /// <param name="origin">Which side the stored rows and columns begin at (EXIF 2.32, tag 0x0112).</param>
    /// <param name="stored">The picture as stored.</param>
    public static GreyImage Apply(SKEncodedOrigin origin, GreyImage stored)
    {
        if (origin is SKEncodedOrigin.Default or SKEncodedOrigin.TopLeft)
        {
            return stored;
        }

        bool swaps = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool flipsColumns = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.LeftBottom or SKEncodedOrigin.RightBottom;
        bool flipsRows = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        int width = swaps ? stored.Height : stored.Width;
        int height = swaps ? stored.Width : stored.Height;
        byte[] values = new byte[stored.Values.Length];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int x = swaps ? row : column;
                int y = swaps ? column : row;
                x = flipsColumns ? stored.Width - 1 - x : x;
                y = flipsRows ? stored.Height - 1 - y : y;
                values[(row * width) + column] = stored.Values[(y * stored.Width) + x];
            }
        }

        return new GreyImage(width, height, values);
    }
}
