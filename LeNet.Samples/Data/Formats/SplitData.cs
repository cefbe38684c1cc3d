using LeNet.Runtime;

namespace LeNet.Samples.Data.Formats;

/// <summary>A data set in its two parts.</summary>
/// <param name="Training">The images to train on.</param>
/// <param name="Test">The images to test on.</param>
internal sealed record SplitData(Dataset Training, Dataset Test)
{
    /// <summary>What a title says of files that have no test part.</summary>
    public const string HeldOut = "a fifth of it held out for the test";

    /// <summary>One of so many samples is kept for the test.</summary>
    private const int Part = 5;

    private const uint Seed = 0x9e3779b9;

    /// <summary>
    /// Keeps a fifth of each class for the test: in every class the samples are drawn alike, and always the same ones.
    /// </summary>
    /// <param name="all">All samples.</param>
    /// <param name="path">Where they are from.</param>
    /// <exception cref="DataFileException">There are too few.</exception>
    public static SplitData Of(Dataset all, string path)
    {
        int[] test = [.. Enumerable.Range(0, all.Count)
            .GroupBy(i => all.Labels[i])
            .SelectMany(samples => samples.OrderBy(Mixed).Take(samples.Count() / Part))
            .Order()];
        if (test.Length == 0)
        {
            throw new DataFileException(path, $"has no class of {Part} samples, so that none can be held out for the test; give more, or a test part of their own");
        }

        HashSet<int> kept = [.. test];
        return new SplitData(Select(all, [.. Enumerable.Range(0, all.Count).Where(i => !kept.Contains(i))], path), Select(all, test, path));
    }

    /// <summary>A number that depends on the sample's alone and looks random.</summary>
    private static uint Mixed(int sample)
    {
        uint value = ((uint)sample + 1) * Seed;
        value = (value ^ (value >> 16)) * 0x85ebca6b;
        value = (value ^ (value >> 13)) * 0xc2b2ae35;
        return value ^ (value >> 16);
    }

    private static Dataset Select(Dataset all, int[] samples, string path)
    {
        byte[] images = new byte[(long)samples.Length * all.ImageBytes];
        byte[] labels = new byte[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            all.Image(samples[i]).CopyTo(images.AsSpan(i * all.ImageBytes, all.ImageBytes));
            labels[i] = all.Labels[samples[i]];
        }

        return new Dataset(images, labels, all.Channels, all.Height, all.Width, path);
    }
}
