using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>How a text is set.</summary>
/// <param name="Size">Height of the type in pixels.</param>
/// <param name="Color">Its colour.</param>
/// <param name="IsBold">Whether it is heavier.</param>
internal readonly record struct TextStyle(float Size, SKColor Color, bool IsBold = false)
{
    /// <summary>A picture's title.</summary>
    public static TextStyle Title { get; } = new(28, Palette.Ink, IsBold: true);

    /// <summary>The line below it.</summary>
    public static TextStyle Subtitle { get; } = new(19, Palette.Muted);

    /// <summary>Names of parts.</summary>
    public static TextStyle Heading { get; } = new(18, Palette.Ink, IsBold: true);

    /// <summary>Everything else.</summary>
    public static TextStyle Note { get; } = new(15, Palette.Muted);
}

/// <summary>A page to draw on. Coordinates are pixels from its upper left corner.</summary>
internal sealed class Sheet : IDisposable
{
    /// <summary>Space at all borders.</summary>
    public const int Margin = 40;

    /// <summary>Where the content below the title begins.</summary>
    public const int Top = 118;

    private readonly SKSurface _surface;

    /// <summary>Makes an empty page.</summary>
    public Sheet(int width, int height)
    {
        (Width, Height) = (width, height);
        _surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new FailureException($"there is not enough memory for a picture of {width}×{height} pixels");
        Canvas.Clear(Palette.Page);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>What to draw on.</summary>
    public SKCanvas Canvas => _surface.Canvas;

    /// <summary>Writes the page's title and a line below it.</summary>
    public void Titles(string title, string subtitle)
    {
        Text(title, Margin, 58, TextStyle.Title, maxWidth: Width - (2 * Margin));
        Text(subtitle, Margin, 88, TextStyle.Subtitle, maxWidth: Width - (2 * Margin));
    }

    /// <summary>Writes one line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Its left end, its middle or its right end.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="style">How it is set.</param>
    /// <param name="align">What <paramref name="x"/> is.</param>
    /// <param name="maxWidth">The most room it may take; a longer one is cut and ends in an ellipsis.</param>
    public void Text(string text, float x, float y, TextStyle style, SKTextAlign align = SKTextAlign.Left, float maxWidth = float.MaxValue)
    {
        using SKFont font = CreateFont(style);
        using var paint = new SKPaint { Color = style.Color, IsAntialias = true };
        Canvas.DrawText(Fit(text, font, maxWidth), x, y, align, font, paint);
    }

    /// <summary>The room that a text takes.</summary>
    public static float Measure(string text, TextStyle style)
    {
        using SKFont font = CreateFont(style);
        return font.MeasureText(text);
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(SKRect rectangle, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        Canvas.DrawRect(rectangle, paint);
    }

    /// <summary>Draws a thin frame around a rectangle, outside of it.</summary>
    public void Frame(SKRect rectangle, SKColor color, float thickness = 1)
    {
        using var paint = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = thickness, IsAntialias = true };
        rectangle.Inflate(thickness / 2, thickness / 2);
        Canvas.DrawRect(rectangle, paint);
    }

    /// <summary>Draws pixels into a rectangle: sharp when made larger, smooth when made smaller.</summary>
    public void Pixels(SKBitmap bitmap, SKRect rectangle)
    {
        var sampling = rectangle.Width >= bitmap.Width ? new SKSamplingOptions(SKFilterMode.Nearest) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        using SKImage image = SKImage.FromBitmap(bitmap);
        Canvas.DrawImage(image, rectangle, sampling);
    }

    /// <summary>The page as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKImage image = _surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _surface.Dispose();

    private static SKFont CreateFont(TextStyle style) =>
        new(style.IsBold ? Typefaces.Bold : Typefaces.Regular, style.Size) { Subpixel = true, Edging = SKFontEdging.Antialias };

    private static string Fit(string text, SKFont font, float maxWidth)
    {
        if (font.MeasureText(text) <= maxWidth)
        {
            return text;
        }

        int length = text.Length;
        while (length > 0 && font.MeasureText(text[..length] + "…") > maxWidth)
        {
            length--;
        }

        return text[..length].TrimEnd() + "…";
    }
}
