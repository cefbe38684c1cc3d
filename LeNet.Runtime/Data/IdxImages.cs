namespace LeNet.Runtime;

/// <summary>The images of an IDX file, without labels.</summary>
public sealed class IdxImages
{
    private readonly byte[] _pixels;

    private IdxImages(string path, byte[] pixels, int channels, int height, int width)
    {
        Path = path;
        _pixels = pixels;
        (Channels, Height, Width) = (channels, height, width);
    }

    /// <summary>The file the images are from.</summary>
    public string Path { get; }

    /// <summary>Number of images, at least 1.</summary>
    public int Count => _pixels.Length / ImageBytes;

    /// <summary>Channels of an image.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Channels * Height * Width;

    /// <summary>Pixels of all images, one image after the other, each channel, row, column.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Pixels of one image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _pixels.AsSpan(index * ImageBytes, ImageBytes);
    }

    /// <summary>
    /// Reads a file of images, gzip or not. Allocates the pixels once.
    /// </summary>
    /// <param name="path">An IDX file with the magic number 0x803 (grey) or 0x804 (with channels).</param>
    /// <param name="limit">Read the first images only, at most so many (at least 1); the rest of the file is then not looked at. Null for all.</param>
    /// <exception cref="DataFileException">The file cannot be read or is not such a file.</exception>
    public static IdxImages Read(string path, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
        using IdxFile file = IdxFile.Open(path, IdxContent.Images);
        byte[] pixels = limit < file.Count ? file.Read(limit.Value) : file.ReadAll();
        return new IdxImages(path, pixels, file.Channels, file.Height, file.Width);
    }

    /// <summary>Checks that a network takes images of this size.</summary>
    /// <exception cref="DataFileException">It takes another size.</exception>
    public void Require(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (ImageShape.Mismatch(Channels, Height, Width, network) is { } mismatch)
        {
            throw new DataFileException(Path, mismatch);
        }
    }
}
