using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>What distorting the images adds to the training of LeNet-5.</summary>
internal static class AugmentationCost
{
    private const int Samples = 6_000;
    private const int BatchSize = 64;

    private static readonly AffineAugmentation Affine = new() { Degrees = 10, Translate = (0.05, 0.05), Scale = (0.9, 1.1), Shear = (6, 0) };
    private static readonly ElasticAugmentation Elastic = new() { Alpha = 34, Sigma = 5 };

    private static readonly (string Name, Augmentation? Augmentation)[] Cases =
    [
        ("nothing", null),
        ("affine", new Augmentation { Affine = Affine }),
        ("elastic", new Augmentation { Elastic = Elastic }),
        ("affine, elastic", new Augmentation { Affine = Affine, Elastic = Elastic }),
        ("crop, flip, erasing", new Augmentation { Crop = new(), HorizontalFlip = new(), Erasing = new() }),
        ("all", new Augmentation { Affine = Affine, Elastic = Elastic, Crop = new(), HorizontalFlip = new(), Erasing = new() }),
    ];

    /// <param name="output">Where the table goes.</param>
    /// <param name="threads">Threads that train.</param>
    /// <param name="rounds">Rounds, in each of which every case trains an epoch; the median of a case counts, and that of its ratios to the first.</param>
    public static void Print(TextWriter output, int threads, int rounds)
    {
        TrainingTime[] times = [.. Cases.Select(given => Of(given.Augmentation, threads))];
        double[][] seconds = [.. Enumerable.Range(0, rounds).Select(_ => times.Select(time => time.Epoch()).ToArray())];

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LeNet-5, {threads} {(threads == 1 ? "thread" : "threads")}, median of {rounds} rounds"));
        output.WriteLine($"{"distortions",-20} {"µs / sample",12} {"added",8}");
        for (int i = 0; i < Cases.Length; i++)
        {
            double perSample = 1e6 * Median(seconds.Select(round => round[i])) / Samples;
            double added = Median(seconds.Select(round => (round[i] / round[0]) - 1));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Cases[i].Name,-20} {perSample,12:F2} {added,8:P1}"));
        }

        foreach (TrainingTime time in times)
        {
            time.Dispose();
        }
    }

    private static TrainingTime Of(Augmentation? augmentation, int threads)
    {
        LeNet5 network = new();
        return new TrainingTime(network, RandomDigits.Create(network.Description, Samples), BatchSize, threads, augmentation);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
