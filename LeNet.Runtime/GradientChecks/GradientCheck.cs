namespace LeNet.Runtime;

/// <summary>
/// Compares the gradients that a network's generated backward pass computes in float with finite differences of a reference in double precision,
/// which interprets the network's description and shares no code with it.
/// </summary>
/// <remarks>
/// A derivative is estimated as (f(θ + h) − f(θ − h)) / 2h from the mean loss f of some samples, as I. Goodfellow, Y. Bengio, A. Courville: "Deep Learning",
/// 2016, section 11.5, recommends to debug a backward pass; no backward pass has a part in it. h is 2⁻¹⁷, near the cube root of double's 2⁻⁵², where the
/// errors of the formula (h²·f‴/6) and of rounding (2⁻⁵²·f/h) are alike. Where a derivative jumps between θ − h and θ + h, because a value changes its sign
/// before a relu or another one of a pool's window becomes the largest, the estimate means nothing: h becomes 2⁻²⁰, then 2⁻²³, and then the value is
/// left out and counted. That depends on the reference alone, never on the gradient that is checked.
/// <para>
/// A gradient agrees if it is within 5·10⁻⁵ of the largest of its tensor, not of its own: it is a sum whose terms may be much larger than itself, and float
/// rounds those. More is allowed only where terms cancel (four roundings of their magnitudes' sum), below what rounding leaves of a finite difference, and
/// for networks so ill-conditioned that random rounding changes the reference itself by a sixteenth of it.
/// </para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Batches to try until one keeps away from where derivatives jump.</summary>
    private const int Attempts = 32;

    private const double EnoughMargin = 3e-6;

    /// <summary>Runs of the reference with random rounding.</summary>
    private const int RoundedRuns = 4;

    /// <summary>Checks the gradients of the samples' mean loss, dropout and batch statistics as in training.</summary>
    /// <remarks>
    /// The network is only read: its parameters and running statistics stay as they are. Time: two forward passes of the reference for each value, each a
    /// hundred times slower than the network's. Memory: for each thread the parameters and, of convolutions, tables several times their size.
    /// </remarks>
    /// <param name="network">The network, with any weights.</param>
    /// <param name="dataset">Images of the size that it takes; <see cref="Noise"/> will do.</param>
    /// <param name="samples">Which of them make the batch; <see cref="ChooseSamples"/> finds good ones.</param>
    /// <param name="options">How to check; the defaults if null.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="ArgumentException">No samples, or one that is not in the data set, or a data set from memory that does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="DataFileException">The data set does not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The loss of these samples is infinite or not a number, also in double precision.</exception>
    /// <exception cref="NotSupportedException">The network's description has something that the reference does not know.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GradientCheckReport Run(
        Network network, Dataset dataset, IReadOnlyList<int> samples, GradientCheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(samples);
        options ??= new GradientCheckOptions();
        options.Validate();

        using var trainer = new Trainer(network, new TrainingOptions { BatchSize = Math.Max(1, samples.Count), Seed = options.Seed, Threads = options.Threads });
        double loss = trainer.ComputeGradients(dataset, [.. samples]);
        ReferenceNetwork reference = ReferenceOf(network);
        ReferenceBatch batch = reference.Batch(dataset, samples, options.Seed);
        double referenceLoss = reference.ComputeGradients(batch);
        if (!double.IsFinite(referenceLoss))
        {
            throw new InvalidOperationException($"The loss of these samples is {referenceLoss} with the weights of {network.Description.Name}: it has no gradient.");
        }

        IReadOnlyList<double[][]> values = reference.Forward(batch);
        List<ValueToCheck> items = [.. Items(reference, options)];
        var work = new GradientCheckWork(network, batch, values, items, cancellationToken);
        using (var pool = new WorkerPool(Math.Min(options.Threads == 0 ? Environment.ProcessorCount : options.Threads, Math.Max(1, items.Count))))
        {
            pool.Run(work);
        }

        var tolerance = new GradientTolerance(reference, Size(reference, values, referenceLoss), new(() => [.. Enumerable.Range(0, RoundedRuns).Select(run => Rounded(network, batch, run))]));
        ILookup<string, GradientEstimate> estimates = items
            .Zip(work.Results, (item, result) => (Name: reference.Layers[item.Layer].Parameters[item.Parameter].Name, Estimate: new GradientEstimate(item.Index, result)))
            .ToLookup(pair => pair.Name, pair => pair.Estimate, StringComparer.Ordinal);
        return new GradientCheckReport(
            loss,
            referenceLoss,
            reference.Margin,
            [.. network.Description.Parameters
                .Where(parameter => parameter.IsTrainable)
                .Select(parameter => GradientComparison.Of(parameter, trainer.Gradient(parameter.Name), [.. estimates[parameter.Name]], tolerance))]);
    }

    /// <summary>
    /// Samples for a check: as many of the data set's first ones in a row as are wanted, or the next, such that no value comes nearer to where a derivative
    /// jumps than float resolves. If 32 batches do not have that, the one that comes nearest to it.
    /// </summary>
    /// <param name="network">The network, with its weights.</param>
    /// <param name="dataset">Images of the size that it takes.</param>
    /// <param name="count">How many samples, at least 1. If there are fewer, all.</param>
    /// <param name="seed">The seed of the check.</param>
    /// <exception cref="ArgumentException">The data set is empty, or is from memory and does not fit the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="DataFileException">The data set does not fit the network.</exception>
    /// <exception cref="NotSupportedException">The network's description has something that the reference does not know.</exception>
    public static IReadOnlyList<int> ChooseSamples(Network network, Dataset dataset, int count, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        dataset.Require(network.Description);
        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set is empty.", nameof(dataset));
        }

        ReferenceNetwork reference = ReferenceOf(network);
        int[] best = [];
        double bestMargin = -1;
        for (int attempt = 0; attempt < Attempts && bestMargin < EnoughMargin; attempt++)
        {
            int begin = (int)((long)attempt * count % dataset.Count);
            int[] samples = [.. Enumerable.Range(0, Math.Min(count, dataset.Count)).Select(i => (begin + i) % dataset.Count)];
            double margin = reference.MarginOf(reference.Forward(reference.Batch(dataset, samples, seed)));
            if (margin > bestMargin)
            {
                (best, bestMargin) = (samples, margin);
            }
        }

        return best;
    }

    /// <summary>Images of random pixels, and labels that have nothing to do with them: enough to check gradients with, and to be had for every network.</summary>
    /// <param name="network">What they are for.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which images.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static Dataset Noise(NetworkDescription network, int count, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new PhiloxSequence(new Philox(seed, RandomPurpose.GradientCheck, 0));
        byte[] images = new byte[checked(count * network.ImageBytes)];
        foreach (ref byte pixel in images.AsSpan())
        {
            pixel = (byte)random.Next(1 + byte.MaxValue);
        }

        byte[] labels = new byte[count];
        foreach (ref byte label in labels.AsSpan())
        {
            label = (byte)random.Next((uint)Math.Min(network.Classes, 1 + byte.MaxValue));
        }

        return new Dataset(images, labels, network.ImageChannels, network.ImageHeight, network.ImageWidth);
    }

    private static ReferenceNetwork ReferenceOf(Network network, Func<double>? rounding = null)
    {
        var reference = ReferenceNetwork.Of(network.Description, rounding);
        reference.CopyParameters(network);
        return reference;
    }

    private static ReferenceNetwork Rounded(Network network, ReferenceBatch batch, int run)
    {
        var random = new PhiloxSequence(new Philox(batch.Draw.Seed, RandomPurpose.GradientCheck, (uint)run + 2));
        ReferenceNetwork reference = ReferenceOf(network, () => random.Next() / 4294967296.0);
        reference.ComputeGradients(batch);
        return reference;
    }

    private static IEnumerable<ValueToCheck> Items(ReferenceNetwork reference, GradientCheckOptions options)
    {
        var random = new PhiloxSequence(new Philox(options.Seed, RandomPurpose.GradientCheck, 1));
        for (int layer = 0; layer < reference.Layers.Count; layer++)
        {
            IReadOnlyList<ReferenceParameter> parameters = reference.Layers[layer].Parameters;
            for (int parameter = 0; parameter < parameters.Count; parameter++)
            {
                int count = parameters[parameter].IsTrainable ? parameters[parameter].Count : 0;
                int chosen = Math.Min(count, options.ValuesPerTensor ?? count);
                for (int k = 0; k < chosen; k++)
                {
                    int begin = (int)((long)k * count / chosen);
                    int end = (int)((k + 1L) * count / chosen);
                    yield return new ValueToCheck(layer, parameter, begin + (int)random.Next((uint)(end - begin)));
                }
            }
        }
    }

    /// <summary>The loss, and the magnitudes of the terms of the sums that are the logits, or are made into these: what double rounds.</summary>
    private static double Size(ReferenceNetwork reference, IReadOnlyList<double[][]> values, double loss)
    {
        double magnitude = 0;
        for (int i = 0; i < reference.Layers.Count; i++)
        {
            magnitude = values[i].Max(reference.Layers[i].Magnitude) is > 0 and double own ? own : magnitude;
        }

        return 1 + Math.Abs(loss) + magnitude;
    }
}
