namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>Images to distort.</summary>
internal static class Pictures
{
    /// <summary>Pixels at random, none of them black.</summary>
    public static Dataset Noise(int count, int channels, int height, int width)
    {
        var random = new Random(1);
        byte[] pixels = [.. Enumerable.Range(0, count * channels * height * width).Select(_ => (byte)random.Next(1, 256))];
        return new Dataset(pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))], channels, height, width);
    }

    /// <summary>All images of a data set.</summary>
    public static int[] All(Dataset dataset) => [.. Enumerable.Range(0, dataset.Count)];

    /// <summary>Distorts all images of a data set.</summary>
    public static Dataset Distort(this Dataset dataset, Augmentation augmentation, ulong seed = 3, int epoch = 2) =>
        augmentation.Apply(dataset, All(dataset), seed, epoch);
}
