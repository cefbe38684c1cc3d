using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Times of whole epochs of training on random pixels.</summary>
internal sealed class TrainingTime : IDisposable
{
    private readonly Dataset _data;
    private readonly Trainer _trainer;
    private TimeSpan _last;

    /// <param name="network">What to train.</param>
    /// <param name="data">What to train it on.</param>
    /// <param name="batchSize">Samples of a step.</param>
    /// <param name="threads">Threads; 0 for as many as the trainer finds useful.</param>
    /// <param name="augmentation">How training images are distorted, or null.</param>
    public TrainingTime(Network network, Dataset data, int batchSize, int threads, Augmentation? augmentation = null)
    {
        _data = data;
        _trainer = new Trainer(network, new TrainingOptions { Epochs = 1, BatchSize = batchSize, Threads = threads, Augmentation = augmentation });
        _trainer.EpochCompleted += report => _last = report.TrainingTime;
        // Compiles the kernels and brings the memory into being.
        Epoch();
    }

    /// <summary>Threads that it trains with.</summary>
    public int Threads => _trainer.Threads;

    /// <summary>Seconds of one epoch.</summary>
    public double Epoch()
    {
        _trainer.Epoch = 1;
        _trainer.Train(_data);
        return _last.TotalSeconds;
    }

    public void Dispose() => _trainer.Dispose();

    /// <summary>The median times of several, which are measured in turn, so that what disturbs the machine disturbs all alike.</summary>
    public static double[] Medians(IReadOnlyList<Func<double>> measures, int rounds)
    {
        List<double>[] times = [.. measures.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < times.Length; i++)
            {
                times[i].Add(measures[i]());
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(rounds / 2))];
    }
}
