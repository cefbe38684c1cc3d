using LeNet.Generator.Architecture.Layers;

namespace LeNet.Testing.Reference;

/// <summary>
/// LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", 1998, equation 7, as penalties'
/// negatives: out[o] = −Σ_i (in[i] − w[o,i])².
/// </summary>
internal sealed class PrototypeDistances(Rbf layer) : ReferenceLayer
{
    private readonly double[][] _prototypes = [.. layer.Prototypes.Rows.Select(row => row.Select(value => (double)(float)value).ToArray())];

    public override double[] Forward(double[] x) => [.. _prototypes.Select(w => -x.Zip(w, (a, b) => (a - b) * (a - b)).Sum())];

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. x.Select((value, i) => _prototypes.Select((w, o) => -2 * dy[o] * (value - w[i])).Sum())];
}
