namespace LeNet.Runtime;

/// <summary>Labelled 8-bit images of one size.</summary>
public sealed class Dataset
{
    private readonly byte[] _images;
    private readonly byte[] _labels;

    /// <summary>Wraps images and labels without copying them.</summary>
    /// <param name="images">Pixels of all images, one image after the other, each channel, row, column.</param>
    /// <param name="labels">One class per image.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public Dataset(byte[] images, byte[] labels, int channels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (images.LongLength != (long)labels.Length * channels * height * width)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {channels}×{height}×{width} bytes take {(long)labels.Length * channels * height * width} bytes, not {images.LongLength}.",
                nameof(images));
        }

        _images = images;
        _labels = labels;
        (Channels, Height, Width) = (channels, height, width);
    }

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Channels of an image.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Channels * Height * Width;

    /// <summary>Pixels of all images, one image after the other.</summary>
    public ReadOnlySpan<byte> Images => _images;

    /// <summary>One class per image.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Pixels of one image.</summary>
    public ReadOnlySpan<byte> Image(int index) => _images.AsSpan(index * ImageBytes, ImageBytes);
}
