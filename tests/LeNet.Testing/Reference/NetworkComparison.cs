using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>Compares a generated network with the reference of its architecture, and its vector widths with each other.</summary>
internal static class NetworkComparison
{
    private const ulong WeightsSeed = 7;

    /// <summary>Data sets to try until one keeps away from where derivatives jump.</summary>
    private const int Attempts = 8;

    private const double EnoughMargin = 3e-6;

    /// <summary>Runs of the reference with random rounding, to see what it does to an architecture.</summary>
    private const int RoundedRuns = 4;

    /// <summary>A float network may be farther off than the worst of those by this factor.</summary>
    private const double RoundingAllowance = 16;

    /// <summary>
    /// Logits, loss, gradients and a few steps of training against the reference; then all vector widths that were compiled and a second or
    /// third thread give the same bits, and so do predictions of single images.
    /// </summary>
    public static void Check(CompiledNetworks networks, string name, int batchSize, long seed = 1)
    {
        NetworkDescription description = networks.Create(name).Description;
        (TrainingCase given, ReferenceRun expected) = Prepare(networks, name, description, batchSize, seed);

        NetworkRun widest = Run(networks.Widths[0], threads: 1);
        AssertClose(name, expected, widest, rounding => ReferenceRun.Of(Reference(networks, name, rounding), given));
        foreach (int bits in networks.Widths.Skip(1))
        {
            int threads = bits == 256 ? 2 : 3;
            widest.AssertSameBits($"{name}, {bits} bits and {threads} threads", Run(bits, threads));
        }

        foreach (int bits in networks.Widths)
        {
            AssertPredictions(networks, name, given, widest.Logits, bits);
        }

        NetworkRun Run(int bits, int threads) => NetworkRun.Of(Create(networks, name), given, bits, threads);
    }

    /// <summary>A network with the parameters that comparisons begin with.</summary>
    private static Network Create(CompiledNetworks networks, string name)
    {
        Network network = networks.Create(name);
        network.Initialize(WeightsSeed);
        return network;
    }

    /// <summary>The reference of that network.</summary>
    private static ReferenceNetwork Reference(CompiledNetworks networks, string name, TestRandom? rounding = null)
    {
        Network network = Create(networks, name);
        var reference = ReferenceNetwork.Of(network.Description, rounding is null ? null : rounding.Unit);
        reference.CopyParameters(network);
        return reference;
    }

    private static (TrainingCase Given, ReferenceRun Expected) Prepare(
        CompiledNetworks networks, string name, NetworkDescription description, int batchSize, long seed)
    {
        (TrainingCase Given, ReferenceRun Expected)? best = null;
        for (int attempt = 0; attempt < Attempts && !(best?.Expected.Margin >= EnoughMargin); attempt++)
        {
            var given = TrainingCase.Noise(description, batchSize, seed + (1000 * attempt));
            var expected = ReferenceRun.Of(Reference(networks, name), given);
            if (!(best?.Expected.Margin >= expected.Margin))
            {
                best = (given, expected);
            }
        }

        return best!.Value;
    }

    /// <summary>
    /// An architecture that makes more of rounding than the tolerances allow, such as the normalisation of values that are all alike,
    /// may be off by what rounding does to the reference.
    /// </summary>
    private static void AssertClose(string name, ReferenceRun expected, NetworkRun actual, Func<TestRandom, ReferenceRun> rounded)
    {
        Lazy<double[][][]> alike = new(() =>
            [.. Enumerable.Range(1, RoundedRuns).Select(seed => rounded(new TestRandom(seed)).Results.Select(result => result.Values).ToArray())]);
        IReadOnlyDictionary<string, float[]> results = actual.Results;
        Xunit.Assert.Equal(expected.Results.Select(result => result.Name).Order(StringComparer.Ordinal), results.Keys.Order(StringComparer.Ordinal));
        foreach ((int index, (string what, double[] values, double relative, double absolute)) in expected.Results.Index())
        {
            float[] computed = results[what];
            double allowed = Math.Max(Math.Max(relative * Tensors.Largest(values), absolute), Tolerances.Underflow);
            if (!(Tensors.Difference(values, computed) <= allowed))
            {
                allowed = Math.Max(allowed, RoundingAllowance * alike.Value.Max(run => Tensors.Difference(values, run[index])));
            }

            Tensors.AssertWithin($"{name}, {what}", values, computed, allowed);
        }
    }

    private static void AssertPredictions(CompiledNetworks networks, string name, TrainingCase given, float[] logits, int vectorBits)
    {
        Network network = Create(networks, name);
        network.VectorBits = vectorBits;
        int classes = network.Description.Classes;
        float[] probabilities = new float[classes];
        float[] single = new float[classes];
        for (int i = 0; i < Math.Min(given.Samples.Length, LaneMath.Lanes + 1); i++)
        {
            int predicted = network.Predict(given.Dataset.Image(given.Samples[i]), probabilities, single);
            Tensors.AssertSameBits($"{name}, logits of image {i} alone, {vectorBits} bits", logits.AsSpan(i * classes, classes), single);
            Xunit.Assert.Equal(single.IndexOf(single.Max()), predicted);
            double[] exact = ReferenceLoss.Probabilities(Array.ConvertAll(single, logit => (double)logit));
            Tensors.AssertWithin($"{name}, probabilities of image {i}", exact, probabilities, Tolerances.Probabilities(classes));
        }
    }
}
