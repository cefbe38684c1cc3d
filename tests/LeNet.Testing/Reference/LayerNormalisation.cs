using LeNet.Generator.Architecture.Layers;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.LayerNorm over all values of a sample.</summary>
internal sealed class LayerNormalisation(LayerNorm layer, int count) : ReferenceLayer
{
    private readonly ReferenceParameter? _weight = layer.IsAffine ? new(layer.Name + ".weight", count) : null;
    private readonly ReferenceParameter? _bias = layer.IsAffine ? new(layer.Name + ".bias", count) : null;

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
        for (int i = 0; i < count; i++)
        {
            _weight?.AddGradient(i, dy[i] * (x[i] - mean) * inverse);
            _bias?.AddGradient(i, dy[i]);
            dVariance += dy[i] * Weight(i) * (x[i] - mean) * -0.5 * inverse * inverse * inverse;
            dMean -= dy[i] * Weight(i) * inverse;
        }

        return [.. x.Select((value, i) => (dy[i] * Weight(i) * inverse) + (dVariance * 2 * (value - mean) / count) + (dMean / count))];
    }

    private double Weight(int i) => _weight?.Values[i] ?? 1;

    private (double Mean, double Inverse) Statistics(double[] x)
    {
        double mean = x.Average();
        return (mean, 1 / Math.Sqrt((x.Sum(value => (value - mean) * (value - mean)) / count) + layer.Epsilon));
    }
}
