namespace LeNet.Runtime;

/// <summary>
/// Digits that the program draws itself: 28×28, grey, white on black, made up as MNIST's are (a box of 20×20, centred by
/// mass). They need no files, and a network that has learned them reads handwriting; see docs/synthetic-digits.md.
/// An image is a function of (seed, index) alone: the same bytes on every platform, whatever the number of threads.
/// </summary>
public static class SyntheticDigits
{
    /// <summary>Images of <see cref="Training"/>, each digit a tenth of them.</summary>
    public const int TrainingCount = 60_000;

    /// <summary>Images of <see cref="Test"/>, each digit a tenth of them.</summary>
    public const int TestCount = 10_000;

    /// <summary>Draws the 60,000 images to train on, in a few seconds on one core. Allocates 47 MB, the images.</summary>
    /// <param name="seed">Which images.</param>
    /// <param name="threads">Threads to draw on, the caller's included; 0 for one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    public static Dataset Training(ulong seed = 1, int threads = 0) => Draw(seed, 0, TrainingCount, threads);

    /// <summary>Draws the 10,000 images to test on: the styles of <see cref="Training"/>, but no image of it. Allocates 8 MB, the images.</summary>
    /// <param name="seed">Which images.</param>
    /// <param name="threads">Threads to draw on, the caller's included; 0 for one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    public static Dataset Test(ulong seed = 1, int threads = 0) => Draw(seed, TrainingCount, TestCount, threads);

    /// <summary>Draws the images from an index on.</summary>
    internal static Dataset Draw(ulong seed, int first, int count, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        byte[] images = LargeMemory.Allocate("The set of synthetic digits", (long)count * ImageFrame.Pixels, () => new byte[count * ImageFrame.Pixels]);
        byte[] labels = new byte[count];
        int useful = Math.Max(1, (count + DigitDrawing.ImagesAtATime - 1) / DigitDrawing.ImagesAtATime);
        using var pool = new WorkerPool(Math.Min(threads == 0 ? Environment.ProcessorCount : threads, useful));
        pool.Run(new DigitDrawing(seed, first, images, labels));
        return new Dataset(images, labels, 1, ImageFrame.Size, ImageFrame.Size, "synthetic digits");
    }
}
