using LeNet.Generator.Architecture.Layers;

namespace LeNet.Runtime;

/// <summary>
/// LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", 1998, equation 7, as penalties'
/// negatives: out[o] = −Σ_i (in[i] − w[o,i])².
/// </summary>
internal sealed class PrototypeDistances(ReferenceSite site) : ReferenceLayer
{
    private readonly double[][] _prototypes = [.. Rows(site).Select(row => row.Select(value => (double)(float)value).ToArray())];

    public override double[] Forward(double[] x) => [.. _prototypes.Select(w => -x.Zip(w, (a, b) => (a - b) * (a - b)).Sum())];

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. x.Select((value, i) => _prototypes.Select((w, o) => -2 * dy[o] * (value - w[i])).Sum())];

    private static double[][] Rows(ReferenceSite site) => site.Settings.TextOrNull("prototypes") switch
    {
        null => site.Settings.Rows("prototypes"),
        Lecun1998Bitmaps.Name => Lecun1998Bitmaps.Rows(),
        { } unknown => throw new NotSupportedException($"{site.Name}: the reference does not know the prototypes \"{unknown}\"."),
    };
}
