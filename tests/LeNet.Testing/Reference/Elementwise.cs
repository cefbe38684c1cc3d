using LeNet.Generator.Architecture;

namespace LeNet.Testing.Reference;

/// <summary>An activation: torch.tanh, torch.sigmoid, torch.relu.</summary>
internal sealed class Elementwise(Activation activation) : ReferenceLayer
{
    public override double[] Forward(double[] x) => Array.ConvertAll(x, Apply);

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. Enumerable.Range(0, x.Length).Select(i => dy[i] * Derivative(x[i]))];

    public override double Margin(double[] x) => activation is Relu && x.Any(value => value != 0)
        ? x.Where(value => value != 0).Min(Math.Abs) / Largest(x)
        : double.PositiveInfinity;

    private double Apply(double x) => activation switch
    {
        Tanh => Math.Tanh(x),
        Sigmoid => 1 / (1 + Math.Exp(-x)),
        Relu => Math.Max(0, x),
        _ => x,
    };

    private double Derivative(double x) => activation switch
    {
        Tanh => 1 - (Math.Tanh(x) * Math.Tanh(x)),
        Sigmoid => 1 / (1 + Math.Exp(-x)) / (1 + Math.Exp(x)),
        Relu => x > 0 ? 1 : 0,
        _ => 1,
    };
}
