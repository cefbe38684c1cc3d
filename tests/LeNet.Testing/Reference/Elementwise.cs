using LeNet.Generator.Architecture;

namespace LeNet.Testing.Reference;

/// <summary>An activation: torch.tanh, torch.sigmoid, torch.relu and so on; the scaled tanh is that of LeCun et al. 1998, appendix A.</summary>
internal sealed class Elementwise(Activation activation) : ReferenceLayer
{
    private static readonly double RootOfTwoByPi = Math.Sqrt(2 / Math.PI);

    public override double[] Forward(double[] x) => Array.ConvertAll(x, Apply);

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. Enumerable.Range(0, x.Length).Select(i => dy[i] * Derivative(x[i]))];

    public override double Margin(double[] x) => activation is Relu or LeakyRelu or Elu && x.Any(value => value != 0)
        ? x.Where(value => value != 0).Min(Math.Abs) / Largest(x)
        : double.PositiveInfinity;

    private double Apply(double x) => activation switch
    {
        Tanh => Math.Tanh(x),
        Sigmoid => Logistic(x),
        Relu => Math.Max(0, x),
        LeakyRelu leaky => x > 0 ? x : leaky.NegativeSlope * x,
        Elu elu => x > 0 ? x : elu.Alpha * (Math.Exp(x) - 1),
        Silu => x * Logistic(x),
        Gelu { IsApproximate: true } => x / 2 * (1 + Math.Tanh(Cubic(x))),
        Gelu => x * NormalDistribution.Cumulative(x),
        ScaledTanh => 1.7159 * Math.Tanh(2 * x / 3),
        NoActivation => x,
        _ => throw new NotSupportedException($"No reference for {activation.Name}."),
    };

    private double Derivative(double x) => activation switch
    {
        Tanh => 1 - (Math.Tanh(x) * Math.Tanh(x)),
        Sigmoid => Logistic(x) * Logistic(-x),
        Relu => x > 0 ? 1 : 0,
        LeakyRelu leaky => x > 0 ? 1 : leaky.NegativeSlope,
        Elu elu => x > 0 ? 1 : elu.Alpha * Math.Exp(x),
        Silu => Logistic(x) + (x * Logistic(x) * Logistic(-x)),
        Gelu { IsApproximate: true } => ((1 + Math.Tanh(Cubic(x))) / 2)
            + (x / 2 * (1 - Math.Pow(Math.Tanh(Cubic(x)), 2)) * RootOfTwoByPi * (1 + (3 * 0.044715 * x * x))),
        Gelu => NormalDistribution.Cumulative(x) + (x * NormalDistribution.Density(x)),
        ScaledTanh => 1.7159 * 2 / 3 * (1 - Math.Pow(Math.Tanh(2 * x / 3), 2)),
        NoActivation => 1,
        _ => throw new NotSupportedException($"No reference for {activation.Name}."),
    };

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Cubic(double x) => RootOfTwoByPi * (x + (0.044715 * x * x * x));
}
