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

    /// <summary>An IDX file, which may hold many images.</summary>
    Idx,

    /// <summary>Something compressed with gzip; an IDX file, if anything.</summary>
    Gzip,
}

/// <summary>Tells files of images apart by their content.</summary>
internal static class ImageFormats
{
    /// <summary>Bytes from the beginning that decide.</summary>
    public const int SignatureBytes = 8;

    /// <summary>What a file is.</summary>
    /// <param name="start">Its beginning, <see cref="SignatureBytes"/> of it or all if it is shorter.</param>
    public static ImageFormat Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => ImageFormat.Png,
        [0xff, 0xd8, 0xff, ..] => ImageFormat.Jpeg,
        [0x1f, 0x8b, ..] => ImageFormat.Gzip,
        [0, 0, >= 0x08 and <= 0x0e, ..] => ImageFormat.Idx,
        _ => ImageFormat.Unknown,
    };

    /// <summary>What a file that cannot be read seems to be: "GIF", or null.</summary>
    public static string? Guess(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "WebP",
        [(byte)'B', (byte)'M', ..] => "BMP",
        [(byte)'I', (byte)'I', 0x2a, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2a, ..] => "TIFF",
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "HEIC or AVIF",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'<', ..] => "SVG or HTML",
        _ => null,
    };
}
