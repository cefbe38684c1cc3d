using System.Globalization;
using SkiaSharp;

namespace LeNet.Samples.Images;

/// <summary>Decodes pictures with Skia, after a look at what the header claims.</summary>
internal static class PictureDecoder
{
    /// <summary>A picture's width and height are below this, which is what JPEG can say.</summary>
    private const int MostSide = ushort.MaxValue;

    /// <summary>Photos above this are read at a size nearer to it.</summary>
    private const int EnoughPixels = 1 << 20;

    /// <summary>Deflate's best case: 258 bytes for two bits (RFC 1951), 1032 to 1.</summary>
    private const int MostBytesPerPngByte = 1032;

    /// <summary>A block of 8×8 takes at least one bit, the code of its mean (ITU-T T.81).</summary>
    private const int MostPixelsPerJpegByte = 8 * 8 * 8;

    /// <summary>Ink on white is darker than this.</summary>
    private const byte NearlyWhite = 240;

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">The file.</param>
    /// <param name="format">What it is by its first bytes.</param>
    /// <param name="mostPixels">Refuse larger ones.</param>
    /// <exception cref="ImageException">It is damaged, truncated or too large.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels) => Decode(content, format, mostPixels, (codec, origin) =>
    {
        GreyImage image = Decode(codec, format, out double reduction);
        return Orientation.Apply(origin, image).ReducedBy(reduction);
    });

    /// <summary>Decodes a picture at its own size: one plane if it is stored in grey, else those of red, green and blue. Transparent places are as on white.</summary>
    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, ImageFormat, int)"/>
    public static GreyImage[] DecodePlanes(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels) => Decode(content, format, mostPixels, (codec, origin) =>
    {
        using SKBitmap bitmap = Pixels(codec, codec.Info.Size, format, out bool grey);
        GreyImage[] planes = grey ? [ToGrey(bitmap, grey, byte.MaxValue)] : [Plane(bitmap, 0), Plane(bitmap, 1), Plane(bitmap, 2)];
        return (GreyImage[])[.. planes.Select(plane => Orientation.Apply(origin, plane))];
    });

    private static T Decode<T>(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels, Func<SKCodec, SKEncodedOrigin, T> read)
    {
        try
        {
            using SKData data = SKData.CreateCopy(content);
            using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(format, "its header cannot be read");
            if (codec.EncodedFormat != Encoded(format))
            {
                throw Damaged(format, "its header cannot be read");
            }

            RequirePlausible(codec.Info, content, format, mostPixels);
            SKEncodedOrigin origin = format == ImageFormat.Png ? PngOrientation.Of(content) : codec.EncodedOrigin;
            return read(codec, origin);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new ImageException("cannot be read: the library that decodes pictures, libSkiaSharp, does not load on this machine; give IDX files instead", exception);
        }
    }

    private static GreyImage Decode(SKCodec codec, ImageFormat format, out double reduction)
    {
        SKImageInfo whole = codec.Info;
        long pixels = (long)whole.Width * whole.Height;
        SKSizeI size = format == ImageFormat.Jpeg && pixels > EnoughPixels
            ? codec.GetScaledDimensions(MathF.Sqrt(EnoughPixels / (float)pixels))
            : whole.Size;
        reduction = (double)whole.Width / size.Width;
        using SKBitmap bitmap = Pixels(codec, size, format, out bool grey);
        GreyImage image = ToGrey(bitmap, grey, paper: byte.MaxValue);
        if (!grey && whole.AlphaType != SKAlphaType.Opaque && !image.Values.AsSpan().ContainsAnyExceptInRange(NearlyWhite, byte.MaxValue))
        {
            image = ToGrey(bitmap, grey, paper: 0); // white ink
        }

        return image;
    }

    /// <summary>A picture's pixels: grey if they are stored so, else red, green, blue and alpha, the colours multiplied by it.</summary>
    private static SKBitmap Pixels(SKCodec codec, SKSizeI size, ImageFormat format, out bool grey)
    {
        SKImageInfo whole = codec.Info;
        grey = whole.ColorType == SKColorType.Gray8;
        var info = new SKImageInfo(size.Width, size.Height, grey ? SKColorType.Gray8 : SKColorType.Rgba8888, grey ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
        {
            bitmap.Dispose();
            throw new ImageException(string.Create(CultureInfo.InvariantCulture, $"is too large for the memory of this machine: {whole.Width}×{whole.Height} pixels; give a smaller picture"));
        }

        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            bitmap.Dispose();
            throw result == SKCodecResult.IncompleteInput
                ? new ImageException($"is truncated: the {format.Name()} picture ends before its last row; get it anew")
                : Damaged(format, "its pixels cannot be decoded");
        }

        return bitmap;
    }

    /// <summary>One colour of a picture, on white paper.</summary>
    private static GreyImage Plane(SKBitmap bitmap, int channel)
    {
        byte[] values = new byte[bitmap.Width * bitmap.Height];
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> rgba = pixels.Slice((i / bitmap.Width * bitmap.RowBytes) + (i % bitmap.Width * 4), 4);
            values[i] = (byte)(rgba[channel] + (255 - rgba[3]));
        }

        return new GreyImage(bitmap.Width, bitmap.Height, values);
    }

    /// <summary>A picture as shades of grey.</summary>
    /// <param name="bitmap">Its pixels.</param>
    /// <param name="grey">Whether they are grey already.</param>
    /// <param name="paper">What is seen where it is transparent.</param>
    private static GreyImage ToGrey(SKBitmap bitmap, bool grey, byte paper)
    {
        byte[] values = new byte[bitmap.Width * bitmap.Height];
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < bitmap.Height; row++)
        {
            ReadOnlySpan<byte> from = pixels.Slice(row * bitmap.RowBytes, bitmap.Width * bitmap.BytesPerPixel);
            Span<byte> to = values.AsSpan(row * bitmap.Width, bitmap.Width);
            if (grey)
            {
                from.CopyTo(to);
                continue;
            }

            for (int column = 0; column < to.Length; column++)
            {
                // Luma of ITU-R BT.601 in 256ths. Colours are multiplied by alpha already; what lacks of it is paper.
                ReadOnlySpan<byte> rgba = from.Slice(4 * column, 4);
                to[column] = (byte)((((77 * rgba[0]) + (150 * rgba[1]) + (29 * rgba[2]) + 128) >> 8) + (paper * (255 - rgba[3]) / 255));
            }
        }

        return new GreyImage(bitmap.Width, bitmap.Height, values);
    }

    private static void RequirePlausible(SKImageInfo claimed, ReadOnlySpan<byte> content, ImageFormat format, int mostPixels)
    {
        long pixels = (long)claimed.Width * claimed.Height;
        string size = string.Create(CultureInfo.InvariantCulture, $"{claimed.Width}×{claimed.Height} pixels");
        if (claimed.Width < 1 || claimed.Height < 1)
        {
            throw Damaged(format, $"its header gives {size}");
        }

        if (claimed.Width > MostSide || claimed.Height > MostSide || pixels > mostPixels)
        {
            throw new ImageException(string.Create(CultureInfo.InvariantCulture, $"is too large: its header gives {size}, and at most {mostPixels / 1_000_000.0:0.#} million are read; give a smaller picture"));
        }

        // What GIF and WebP can squeeze out of a byte has no bound that helps.
        bool fits = format switch
        {
            ImageFormat.Png => PngBytes(claimed, content) <= (long)content.Length * MostBytesPerPngByte,
            ImageFormat.Jpeg => pixels <= (long)content.Length * MostPixelsPerJpegByte,
            _ => true,
        };
        if (!fits)
        {
            throw new ImageException($"is truncated: its header gives {size}, more than a {format.Name()} file of {content.Length} bytes can hold; get it anew");
        }
    }

    /// <summary>How many bytes the pixels take before compression, at least.</summary>
    private static long PngBytes(SKImageInfo size, ReadOnlySpan<byte> content)
    {
        // The first chunk is IHDR, which the codec has checked: after signature, length and type come width and height,
        // then the bits of a sample and the colour type (W3C PNG specification, 11.2.1).
        const int BitDepth = 8 + 8 + 8;
        int samples = content[BitDepth + 1] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return (((long)size.Width * content[BitDepth] * samples) + 7) / 8 * size.Height;
    }

    private static ImageException Damaged(ImageFormat format, string what) => new($"is a damaged {format.Name()} picture: {what}; get it anew");

    private static SKEncodedImageFormat Encoded(ImageFormat format) => format switch
    {
        ImageFormat.Png => SKEncodedImageFormat.Png,
        ImageFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        ImageFormat.Bmp => SKEncodedImageFormat.Bmp,
        ImageFormat.Gif => SKEncodedImageFormat.Gif,
        _ => SKEncodedImageFormat.Webp,
    };
}
