namespace LeNet.Runtime;

/// <summary>
/// How training images are distorted before a network sees them: a new way for each image in each epoch. Evaluation and prediction see images as they are.
/// </summary>
/// <remarks>
/// In this order: <see cref="Affine"/> and <see cref="Elastic"/>, which together are one resampling, <see cref="Crop"/>, <see cref="HorizontalFlip"/>,
/// <see cref="Erasing"/>. What is null is left out. What happens to an image is a function of the seed, the epoch and the image's index alone;
/// all channels of an image move alike, and what comes from outside it is black. Names and meanings are those of torchvision's transforms.
/// </remarks>
public sealed record Augmentation
{
    /// <summary>Turns, moves, scales and shears.</summary>
    public AffineAugmentation? Affine { get; init; }

    /// <summary>Bends, smoothly.</summary>
    public ElasticAugmentation? Elastic { get; init; }

    /// <summary>Moves by whole pixels.</summary>
    public CropAugmentation? Crop { get; init; }

    /// <summary>Mirrors left and right.</summary>
    public FlipAugmentation? HorizontalFlip { get; init; }

    /// <summary>Covers a rectangle.</summary>
    public ErasingAugmentation? Erasing { get; init; }

    /// <summary>Images as training sees them in an epoch, with their labels.</summary>
    /// <param name="dataset">The data set that they are of.</param>
    /// <param name="samples">Which of them, by their index.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the augmentation is out of its range, or there is no such sample.</exception>
    /// <exception cref="ArgumentException">They are too many for one array.</exception>
    /// <exception cref="InsufficientMemoryException">An image is too large to be distorted.</exception>
    public Dataset Apply(Dataset dataset, ReadOnlySpan<int> samples, ulong seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Validate();
        if ((long)samples.Length * dataset.ImageBytes > Array.MaxLength)
        {
            throw new ArgumentException($"{samples.Length} images of {dataset.ImageBytes} bytes do not fit one array; take fewer at a time.", nameof(samples));
        }

        byte[] images = new byte[samples.Length * dataset.ImageBytes];
        byte[] labels = new byte[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(samples[i], nameof(samples));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(samples[i], dataset.Count, nameof(samples));
            labels[i] = dataset.Labels[samples[i]];
        }

        var augmenter = new TileAugmenter(this, dataset.Channels, dataset.Height, dataset.Width);
        for (int begin = 0; begin < samples.Length; begin += LaneMath.Lanes)
        {
            ReadOnlySpan<int> tile = samples.Slice(begin, Math.Min(LaneMath.Lanes, samples.Length - begin));
            augmenter.Apply(dataset.Images, tile, seed, epoch).CopyTo(images.AsSpan(begin * dataset.ImageBytes));
        }

        return new Dataset(images, labels, dataset.Channels, dataset.Height, dataset.Width);
    }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate() => AugmentationKeys.All.Check(this, nameof(Augmentation));
}
