using SkiaSharp;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>A PNG file, decoded.</summary>
internal sealed class DecodedPicture
{
    private readonly SKColor[] _pixels;

    public DecodedPicture(byte[]? png)
    {
        Assert.NotNull(png);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        using SKBitmap bitmap = SKBitmap.Decode(png);
        (Width, Height) = (bitmap.Width, bitmap.Height);
        _pixels = bitmap.Pixels;
    }

    public int Width { get; }

    public int Height { get; }

    public SKColor this[int x, int y] => _pixels[(y * Width) + x];

    /// <summary>The smallest rectangle that holds all pixels of a colour, or null if there is none.</summary>
    public SKRectI? Find(SKColor color, int left = 0, int top = 0) => Find(pixel => pixel == color, left, top);

    /// <summary>The smallest rectangle that holds all pixels of a kind, or null if there is none.</summary>
    public SKRectI? Find(Func<SKColor, bool> isOne, int left = 0, int top = 0)
    {
        SKRectI? found = null;
        for (int y = top; y < Height; y++)
        {
            for (int x = left; x < Width; x++)
            {
                if (isOne(this[x, y]))
                {
                    var pixel = SKRectI.Create(x, y, 1, 1);
                    found = found is { } before ? SKRectI.Union(before, pixel) : pixel;
                }
            }
        }

        return found;
    }

    /// <summary>Whether anything but the page's colour is in the outermost pixels, that is whether something is cut off.</summary>
    public bool TouchesBorder => Enumerable.Range(0, Width).Any(x => this[x, 0] != SKColors.White || this[x, Height - 1] != SKColors.White)
        || Enumerable.Range(0, Height).Any(y => this[0, y] != SKColors.White || this[Width - 1, y] != SKColors.White);
}
