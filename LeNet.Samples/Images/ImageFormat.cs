namespace LeNet.Samples.Images;

/// <summary>What a file of images is, by its first bytes.</summary>
internal enum ImageFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A PNG picture.</summary>
    Png,

    /// <summary>A JPEG picture.</summary>
    Jpeg,

    /// <summary>A BMP picture.</summary>
    Bmp,

    /// <summary>A GIF picture, of which the first frame counts.</summary>
    Gif,

    /// <summary>A WebP picture.</summary>
    WebP,

    /// <summary>An IDX file, which may hold many images.</summary>
    Idx,

    /// <summary>Something compressed with gzip; an IDX file, if anything.</summary>
    Gzip,
}

/// <summary>Tells files of images apart by their content.</summary>
internal static class ImageFormats
{
    /// <summary>Bytes from the beginning that decide.</summary>
    public const int SignatureBytes = 12;

    /// <summary>What a file is.</summary>
    /// <param name="start">Its beginning, <see cref="SignatureBytes"/> of it or all if it is shorter.</param>
    public static ImageFormat Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => ImageFormat.Png,
        [0xff, 0xd8, 0xff, ..] => ImageFormat.Jpeg,
        [(byte)'B', (byte)'M', ..] => ImageFormat.Bmp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
        [0x1f, 0x8b, ..] => ImageFormat.Gzip,
        [0, 0, >= 0x08 and <= 0x0e, ..] => ImageFormat.Idx,
        _ => ImageFormat.Unknown,
    };

    /// <summary>Whether a file is a picture of a format that is read.</summary>
    public static bool IsPicture(this ImageFormat format) =>
        format is ImageFormat.Png or ImageFormat.Jpeg or ImageFormat.Bmp or ImageFormat.Gif or ImageFormat.WebP;

    /// <summary>A format's name for people.</summary>
    public static string Name(this ImageFormat format) => format switch
    {
        ImageFormat.WebP => "WebP",
        _ => format.ToString().ToUpperInvariant(),
    };

    /// <summary>What a file that cannot be read seems to be: "TIFF", or null.</summary>
    public static string? Guess(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'I', (byte)'I', 0x2a, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2a, ..] => "TIFF",
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', ..] => "HEIC, the photos of iPhones",
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', ..] => "AVIF",
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "HEIC or AVIF, or a film",
        [0, 0, 0, 0x0c, (byte)'j', (byte)'P', ..] or [0xff, 0x4f, 0xff, 0x51, ..] => "JPEG 2000",
        [0xff, 0x0a, ..] or [0, 0, 0, 0x0c, (byte)'J', (byte)'X', ..] => "JPEG XL",
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "PSD",
        [0, 0, 1, 0, ..] => "ICO",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'<', ..] => "SVG or HTML",
        _ => null,
    };
}
