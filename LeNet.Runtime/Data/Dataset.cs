using System.Globalization;
using System.Text;

namespace LeNet.Runtime;

/// <summary>Labelled 8-bit images of one size. Safe to read from several threads at once.</summary>
public sealed class Dataset
{
    private readonly byte[] _images;
    private readonly byte[] _labels;
    private readonly string? _imagesPath;
    private readonly string? _labelsPath;
    private string? _hash;

    /// <summary>
    /// Wraps images and labels without copying them: who goes on to write to the arrays changes the data set. A label that becomes none of a network's
    /// classes while that is trained or evaluated is an <see cref="InvalidOperationException"/> there.
    /// </summary>
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
        Int128 imageBytes = (Int128)channels * height * width;
        if (images.LongLength != labels.Length * imageBytes || imageBytes > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {channels}×{height}×{width} bytes take {labels.Length * imageBytes} bytes, not {images.LongLength}.",
                nameof(images));
        }

        _images = images;
        _labels = labels;
        (Channels, Height, Width) = (channels, height, width);
    }

    /// <summary>Wraps images and labels that come from a file of any kind, or from nowhere, under a name.</summary>
    /// <param name="images">Pixels of all images, one image after the other, each channel, row, column.</param>
    /// <param name="labels">One class per image.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="name">What messages call it, such as the file's path; what does not fit a network is a <see cref="DataFileException"/> then.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public Dataset(byte[] images, byte[] labels, int channels, int height, int width, string name)
        : this(images, labels, channels, height, width)
    {
        (_imagesPath, _labelsPath) = (name, name);
    }

    private Dataset(byte[] images, byte[] labels, IdxFile shape, string imagesPath, string labelsPath)
        : this(images, labels, shape.Channels, shape.Height, shape.Width)
    {
        (_imagesPath, _labelsPath) = (imagesPath, labelsPath);
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

    /// <summary>The same, for other threads.</summary>
    internal ReadOnlyMemory<byte> ImageMemory => _images;

    /// <summary>One class per image.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Pixels of one image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _images.AsSpan(index * ImageBytes, ImageBytes);
    }

    /// <summary>Some of the images with their labels, copied.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many from there on.</exception>
    public Dataset Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
        byte[] images = _images.AsSpan(first * ImageBytes, count * ImageBytes).ToArray();
        byte[] labels = _labels.AsSpan(first, count).ToArray();
        return _imagesPath is null
            ? new Dataset(images, labels, Channels, Height, Width)
            : new Dataset(images, labels, Channels, Height, Width, _imagesPath);
    }

    /// <summary>
    /// Reads a data set from two IDX files, each gzip or not. Counts and sizes come from their headers.
    /// Allocates images and labels once, at their final size.
    /// </summary>
    /// <param name="imagesPath">Images: magic number 0x803 (grey) or 0x804 (with channels).</param>
    /// <param name="labelsPath">Labels: magic number 0x801.</param>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or the two do not belong together.</exception>
    public static Dataset Load(string imagesPath, string labelsPath) => Load(imagesPath, labelsPath, isColumnMajor: false, firstLabel: 0);

    /// <summary>Reads a data set whose images may be stored column by column, and whose labels may begin with another than 0.</summary>
    internal static Dataset Load(string imagesPath, string labelsPath, bool isColumnMajor, int firstLabel)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        using IdxFile images = IdxFile.Open(imagesPath, IdxContent.Images);
        using IdxFile labels = IdxFile.Open(labelsPath, IdxContent.Labels);
        if (images.Count != labels.Count)
        {
            throw new DataFileException(labelsPath, $"holds {labels.Count} labels, but {imagesPath} holds {images.Count} images");
        }

        byte[] pixels = images.ReadAll();
        if (isColumnMajor)
        {
            if (images.Height != images.Width)
            {
                throw new DataFileException(imagesPath, $"holds images of {images.Height}×{images.Width}, but those of this data set are square");
            }

            TransposedImages.Transpose(pixels, images.Width);
        }

        byte[] classes = labels.ReadAll();
        for (int i = 0; i < classes.Length && firstLabel > 0; i++)
        {
            classes[i] = classes[i] >= firstLabel
                ? (byte)(classes[i] - firstLabel)
                : throw new DataFileException(labelsPath, $"has label {classes[i]} for image {i}, but those of this data set begin with {firstLabel}");
        }

        return new Dataset(pixels, classes, images, imagesPath, labelsPath);
    }

    /// <summary>Checks that a network can take this data set: the images' size, and every label one of its classes.</summary>
    /// <exception cref="DataFileException">It cannot, and the data set is from files or drawn; the message names what is at fault.</exception>
    /// <exception cref="ArgumentException">It cannot, and the data set is from memory.</exception>
    public void Require(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (ImageShape.Mismatch(Channels, Height, Width, network) is { } mismatch)
        {
            throw Unfit(_imagesPath, mismatch);
        }

        if (network.Classes <= byte.MaxValue)
        {
            int index = _labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(network.Classes - 1));
            if (index >= 0)
            {
                throw Unfit(_labelsPath, $"image {index} has label {_labels[index]}, but the network {network.Name} has {network.Classes} classes (labels 0 to {network.Classes - 1})");
            }
        }
    }

    /// <summary>SHA-256 of shape, labels and images, in lower-case hexadecimal. Computed once.</summary>
    internal string ComputeHash()
    {
        if (_hash is null)
        {
            var hash = new Sha256();
            hash.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Count} {Channels} {Height} {Width}\n")));
            hash.Append(_labels);
            hash.Append(_images);
            _hash = hash.Finish();
        }

        return _hash;
    }

    /// <summary>A label was one of the network's classes, and is none any longer.</summary>
    internal static InvalidOperationException Changed(int image, int label, NetworkDescription network) =>
        new($"The label of image {image} became {label} while the data set was in use; the network {network.Name} has {network.Classes} classes.");

    private static Exception Unfit(string? path, string problem) =>
        path is null ? new ArgumentException($"The data set does not fit: {problem}.") : new DataFileException(path, problem);
}
