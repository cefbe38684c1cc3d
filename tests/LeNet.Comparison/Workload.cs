using LeNet.Runtime;

namespace LeNet.Comparison;

/// <summary>What all contestants work on: the same images, labels and weights.</summary>
internal sealed class Workload
{
    /// <summary>What a check of agreement and a batch of each size take.</summary>
    public const int LeastSamples = 1_280;

    /// <summary>Samples per update.</summary>
    public const int TrainingBatch = 64;

    /// <summary>Step size of stochastic gradient descent.</summary>
    public const float LearningRate = 0.01f;

    /// <summary>Momentum of stochastic gradient descent.</summary>
    public const float Momentum = 0.9f;

    /// <summary>Images of a timed pass one at a time.</summary>
    public const int SingleImages = 2_000;

    /// <summary>Images of a timed pass in batches, at most: as many as MNIST's test set.</summary>
    private const int MostInferenceImages = 10_000;

    private readonly AlignedBuffer _scratch;

    /// <param name="data">Images of the size that LeNet-5 takes.</param>
    /// <param name="origin">Where they come from, for the table.</param>
    public Workload(Dataset data, string origin)
    {
        (Data, Origin) = (data, origin);
        Weights.Initialize(seed: 1);
        _scratch = new AlignedBuffer(Weights.Plan.ScratchFloats);
    }

    /// <summary>Raw images and their classes.</summary>
    public Dataset Data { get; }

    /// <summary>Where the images come from.</summary>
    public string Origin { get; }

    /// <summary>The network with the weights that all begin with. Nobody trains it.</summary>
    public LeNet5 Weights { get; } = new();

    /// <summary>Floats of one image as the first layer takes it.</summary>
    public int InputFloats { get; } = 32 * 32;

    /// <summary>Number of updates of an epoch.</summary>
    public int TrainingBatches => (Data.Count + TrainingBatch - 1) / TrainingBatch;

    /// <summary>Random pixels and classes, the same at every run.</summary>
    public static Workload Random(int samples)
    {
        NetworkDescription network = new LeNet5().Description;
        Random random = new(1);
        byte[] images = new byte[samples * network.ImageBytes];
        random.NextBytes(images);
        byte[] labels = [.. Enumerable.Range(0, samples).Select(_ => (byte)random.Next(network.Classes))];
        return new Workload(new Dataset(images, labels, network.ImageChannels, network.ImageHeight, network.ImageWidth), "random pixels");
    }

    /// <summary>The first images of MNIST's training set.</summary>
    /// <exception cref="DataFileException">The folder lacks a file, or one is damaged.</exception>
    public static Workload Mnist(string? folder, int samples)
    {
        Dataset all = DatasetFiles.LocateAsync(DatasetDescription.Mnist, folder).GetAwaiter().GetResult().LoadTraining();
        int count = Math.Min(samples, all.Count);
        Dataset data = new(
            all.Images[..(count * all.ImageBytes)].ToArray(), all.Labels[..count].ToArray(), all.Channels, all.Height, all.Width);
        return new Workload(data, "MNIST");
    }

    /// <summary>Full batches of a timed pass.</summary>
    public int InferenceBatches(int batch) => Math.Min(MostInferenceImages, Data.Count) / batch;

    /// <summary>Preprocessed images, [count][1][32][32]: what the engine's own first layer gets, so that all get the same.</summary>
    /// <param name="begin">The first image.</param>
    /// <param name="count">How many.</param>
    public float[] Inputs(int begin, int count)
    {
        float[] inputs = new float[count * InputFloats];
        Span<int> samples = stackalloc int[LaneMath.Lanes];
        for (int tile = 0; tile < count; tile += LaneMath.Lanes)
        {
            int used = Math.Min(LaneMath.Lanes, count - tile);
            for (int lane = 0; lane < used; lane++)
            {
                samples[lane] = begin + tile + lane;
            }

            // The input is the first thing in the scratch memory: [row][column][16].
            Span<float> scratch = _scratch.Span;
            Weights.RunLoadTile(Data.Images, samples[..used], scratch);
            for (int i = 0; i < used * InputFloats; i++)
            {
                (int lane, int pixel) = (i / InputFloats, i % InputFloats);
                inputs[(tile * InputFloats) + i] = scratch[(pixel * LaneMath.Lanes) + lane];
            }
        }

        return inputs;
    }

    /// <summary>Classes of some samples.</summary>
    public long[] Labels(int begin, int count) => Array.ConvertAll(Data.Labels.Slice(begin, count).ToArray(), label => (long)label);
}
