namespace LeNet.Samples.Images;

/// <summary>How large a picture may be.</summary>
/// <param name="MostBytes">Bytes of the file.</param>
/// <param name="MostPixels">Pixels of the picture, as its header gives them. Decoding takes up to five bytes for each.</param>
internal sealed record ImageLimits(int MostBytes, int MostPixels)
{
    /// <summary>64 MiB and 67 megapixels: any photo that a phone stores as usual.</summary>
    public static ImageLimits Default { get; } = new(64 << 20, 64 << 20);
}
