namespace LeNet.Samples.Images;

/// <summary>The native program is built without a library that decodes pictures; it takes IDX files and raw images.</summary>
internal static class PictureDecoder
{
    /// <summary>Says so.</summary>
    /// <exception cref="ImageException">Always.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels) => throw new ImageException(
        $"is a {format.Name()} picture, which the native program cannot decode; use dotnet run --project LeNet.Samples, or give an IDX file");

    /// <inheritdoc cref="Decode"/>
    public static GreyImage[] DecodePlanes(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels) => [Decode(content, format, mostPixels)];
}
