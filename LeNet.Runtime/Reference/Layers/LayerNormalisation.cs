namespace LeNet.Runtime;

/// <summary>torch.nn.LayerNorm over all values of a sample.</summary>
internal sealed class LayerNormalisation : ReferenceLayer
{
    private readonly int _count;
    private readonly double _epsilon;
    private readonly ReferenceParameter? _weight;
    private readonly ReferenceParameter? _bias;

    public LayerNormalisation(ReferenceSite site)
    {
        _count = site.Input.Count;
        _epsilon = site.Settings.Number("eps");
        if (site.Settings.Flag("elementwise_affine"))
        {
            _weight = site.Parameter("weight", _count);
            _bias = site.Parameter("bias", _count);
        }
    }

    public override IReadOnlyList<ReferenceParameter> Parameters => _weight is null ? [] : [_weight, _bias!];

    public override double[] Forward(double[] x)
    {
        (double mean, double inverse) = Statistics(x);
        return [.. x.Select((value, i) => ((value - mean) * inverse * Weight(i)) + (_bias?.Values[i] ?? 0))];
    }

    /// <summary>Written from the chain rule through mean and variance, not from the closed form.</summary>
    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        (double mean, double inverse) = Statistics(x);
        double dVariance = 0;
        double dMean = 0;
        for (int i = 0; i < _count; i++)
        {
            _weight?.AddGradient(i, dy[i] * (x[i] - mean) * inverse);
            _bias?.AddGradient(i, dy[i]);
            dVariance += dy[i] * Weight(i) * (x[i] - mean) * -0.5 * inverse * inverse * inverse;
            dMean -= dy[i] * Weight(i) * inverse;
        }

        (dVariance, dMean) = (Round(dVariance), Round(dMean));
        return [.. x.Select((value, i) => (dy[i] * Weight(i) * inverse) + (dVariance * 2 * (value - mean) / _count) + (dMean / _count))];
    }

    private double Weight(int i) => _weight?.Values[i] ?? 1;

    private (double Mean, double Inverse) Statistics(double[] x)
    {
        double mean = Round(x.Average());
        return (mean, 1 / Math.Sqrt((x.Sum(value => (value - mean) * (value - mean)) / _count) + _epsilon));
    }
}
