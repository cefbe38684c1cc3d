namespace LeNet.Runtime;

/// <summary>Distorts up to sixteen images at a time. One per thread; all memory is allocated at construction.</summary>
internal sealed class TileAugmenter
{
    private readonly int _imageBytes;
    private readonly byte[] _images;
    private readonly Resampling? _resampling;
    private readonly RowDistortion _rows;

    /// <param name="options">What to do, valid.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="InsufficientMemoryException">The images are larger than one array may be.</exception>
    public TileAugmenter(Augmentation options, int channels, int height, int width)
    {
        if (LargestArray(channels, height, width) > Array.MaxLength)
        {
            throw new InsufficientMemoryException($"Images of {channels}×{height}×{width} are too large to be distorted sixteen at a time.");
        }

        _imageBytes = channels * height * width;
        _images = new byte[LaneMath.Lanes * _imageBytes];
        _resampling = options is { Affine: null, Elastic: null } ? null : new Resampling(options, channels, height, width);
        _rows = new RowDistortion(options, channels, height, width);
    }

    /// <summary>The order of the images that <see cref="Apply"/> returns: 0 to 15.</summary>
    public static ReadOnlySpan<int> Order => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>One for each of some workers.</summary>
    /// <exception cref="InsufficientMemoryException">There is not as much memory; the message has both sizes.</exception>
    public static TileAugmenter[] ForWorkers(int workers, Augmentation options, NetworkDescription network)
    {
        (int channels, int height, int width) = (network.ImageChannels, network.ImageHeight, network.ImageWidth);
        long bytes = workers * LaneMath.Lanes * (long)height * width * ((options.Elastic is null ? 0 : 3 * sizeof(float)) + (channels * (sizeof(float) + 2)));
        return LargeMemory.Allocate($"Distorting images of {channels}×{height}×{width} on {workers} threads", bytes, () =>
        {
            var augmenters = new TileAugmenter[workers];
            for (int i = 0; i < workers; i++)
            {
                augmenters[i] = new TileAugmenter(options, channels, height, width);
            }

            return augmenters;
        });
    }

    /// <summary>The images as an epoch of training sees them.</summary>
    /// <param name="pixels">All images.</param>
    /// <param name="samples">Which of them, at most 16.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="epoch">The epoch.</param>
    /// <returns>One after the other; the next call writes over them.</returns>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> samples, ulong seed, int epoch)
    {
        var draws = new AugmentationDraws(seed, epoch);
        Span<byte> images = _images.AsSpan(0, samples.Length * _imageBytes);
        if (_resampling is not null)
        {
            _resampling.Apply(pixels, samples, draws, images);
        }

        for (int i = 0; i < samples.Length; i++)
        {
            Span<byte> image = images.Slice(i * _imageBytes, _imageBytes);
            if (_resampling is null)
            {
                pixels.Slice(samples[i] * _imageBytes, _imageBytes).CopyTo(image);
            }

            _rows.Apply(samples[i], draws, image);
        }

        return images;
    }

    /// <summary>At least as many values as any of the arrays has: those of the neighbours, with borders, and the fields for two directions.</summary>
    private static long LargestArray(int channels, int height, int width) =>
        (long)LaneMath.Lanes * Math.Max(2, channels) * (height + 3) * (width + (2 * LaneMath.Lanes));
}
