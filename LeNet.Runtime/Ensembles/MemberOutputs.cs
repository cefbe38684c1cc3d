namespace LeNet.Runtime;

/// <summary>What the networks of an ensemble make of some images, and the means of it.</summary>
/// <remarks>
/// Probabilities are averaged as they are. Their logarithms are made from the logits in double precision, so that they are right where a float's
/// exponential is 0 already: a network that is sure and wrong costs what it should.
/// </remarks>
internal sealed class MemberOutputs
{
    private readonly int _classes;
    private readonly Member[] _members;

    /// <param name="members">Networks.</param>
    /// <param name="images">Images at a time.</param>
    /// <param name="classes">Classes.</param>
    public MemberOutputs(int members, int images, int classes)
    {
        _classes = classes;
        _members = [.. Enumerable.Range(0, members).Select(_ => new Member(images, classes))];
    }

    /// <summary>Where a member's probabilities go: [image][class].</summary>
    public Span<float> Probabilities(int member, int images) => _members[member].Probabilities.AsSpan(0, images * _classes);

    /// <summary>Where its logits go: [image][class].</summary>
    public Span<float> Logits(int member, int images) => _members[member].Logits.AsSpan(0, images * _classes);

    /// <summary>To be called before the logarithms are asked for: ln Σ_k exp(z[k] / T) of a member's images.</summary>
    /// <param name="member">Which.</param>
    /// <param name="images">How many images.</param>
    /// <param name="temperature">T.</param>
    public void Normalise(int member, int images, float temperature)
    {
        _members[member].Temperature = temperature;
        for (int image = 0; image < images; image++)
        {
            ReadOnlySpan<float> z = Logits(member, images).Slice(image * _classes, _classes);
            double largest = double.NegativeInfinity;
            foreach (float logit in z)
            {
                largest = Math.Max(largest, logit);
            }

            double sum = 0;
            foreach (float logit in z)
            {
                sum += Exponentials.Exp((logit - largest) / temperature);
            }

            _members[member].LogSums[image] = (largest / temperature) + Exponentials.Log(sum);
        }
    }

    /// <summary>p[k] = Σ_m p_m[k] / M, rounded once.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="means">Gets p: the mean of each class's probabilities.</param>
    /// <returns>The class with the largest, the first of equal ones.</returns>
    public int Mean(int image, Span<float> means)
    {
        int best = 0;
        for (int k = 0; k < _classes; k++)
        {
            double sum = 0;
            foreach (Member member in _members)
            {
                sum += member.Probabilities[(image * _classes) + k];
            }

            means[k] = (float)(sum / _members.Length);
            best = means[k] > means[best] ? k : best;
        }

        return best;
    }

    /// <summary>ln (Σ_m softmax(z_m / T_m)[k] / M) = a + ln (Σ_m exp(l_m − a) / M), with l_m = ln softmax(z_m / T_m)[k] and a = max l_m.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="k">Which class.</param>
    public double LogMean(int image, int k)
    {
        double largest = double.NegativeInfinity;
        foreach (Member member in _members)
        {
            largest = Math.Max(largest, member.LogProbability(image, k, _classes));
        }

        if (double.IsNegativeInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (Member member in _members)
        {
            sum += Exponentials.Exp(member.LogProbability(image, k, _classes) - largest);
        }

        return largest + Exponentials.Log(sum / _members.Length);
    }

    private sealed class Member(int images, int classes)
    {
        public readonly float[] Probabilities = new float[images * classes];

        public readonly float[] Logits = new float[images * classes];

        public readonly double[] LogSums = new double[images];

        public float Temperature = 1;

        public double LogProbability(int image, int k, int classes) => ((double)Logits[(image * classes) + k] / Temperature) - LogSums[image];
    }
}
