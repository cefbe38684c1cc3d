namespace LeNet.Runtime;

/// <summary>An activation, value by value.</summary>
/// <param name="function">What is applied.</param>
/// <param name="derivative">Its derivative, by the function's argument.</param>
/// <param name="hasKink">Whether the derivative jumps, or bends, at 0.</param>
internal sealed class Elementwise(Func<double, double> function, Func<double, double> derivative, bool hasKink = false) : ReferenceLayer
{
    private static readonly double RootOfTwoByPi = Math.Sqrt(2 / Math.PI);

    /// <summary>The activations: torch.tanh, torch.sigmoid, torch.relu and so on; the scaled tanh is that of LeCun et al. 1998, appendix A.</summary>
    /// <param name="place">The layer, for messages.</param>
    /// <param name="settings">"type" and the keys of that type.</param>
    public static Elementwise Of(string place, Settings settings)
    {
        string type = settings.Text("type");
        switch (type)
        {
            case "none":
                return new(x => x, _ => 1);
            case "tanh":
                return new(Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)));
            case "scaled_tanh":
                return new(x => 1.7159 * Math.Tanh(2 * x / 3), x => 1.7159 * 2 / 3 * (1 - Math.Pow(Math.Tanh(2 * x / 3), 2)));
            case "sigmoid":
                return new(Logistic, x => Logistic(x) * Logistic(-x));
            case "silu":
                return new(x => x * Logistic(x), x => Logistic(x) + (x * Logistic(x) * Logistic(-x)));
            case "relu":
                return new(x => Math.Max(0, x), x => x > 0 ? 1 : 0, hasKink: true);
            case "leaky_relu":
                double slope = settings.Number("negative_slope");
                return new(x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, hasKink: true);
            case "elu":
                double alpha = settings.Number("alpha");
                return new(x => x > 0 ? x : alpha * (Math.Exp(x) - 1), x => x > 0 ? 1 : alpha * Math.Exp(x), hasKink: true);
            case "gelu" when settings.Text("approximate") == "tanh":
                return new(
                    x => x / 2 * (1 + Math.Tanh(Cubic(x))),
                    x => ((1 + Math.Tanh(Cubic(x))) / 2)
                        + (x / 2 * (1 - Math.Pow(Math.Tanh(Cubic(x)), 2)) * RootOfTwoByPi * (1 + (3 * 0.044715 * x * x))));
            case "gelu" when settings.Text("approximate") == "none":
                return new(x => x * NormalDistribution.Cumulative(x), x => NormalDistribution.Cumulative(x) + (x * NormalDistribution.Density(x)));
            default:
                throw new NotSupportedException($"{place}: the reference does not know the type \"{type}\".");
        }
    }

    public override double[] Forward(double[] x) => Array.ConvertAll(x, value => function(value));

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. Enumerable.Range(0, x.Length).Select(i => dy[i] * derivative(x[i]))];

    public override double Margin(double[] x) => hasKink && x.Any(value => value != 0)
        ? x.Where(value => value != 0).Min(Math.Abs) / Largest(x)
        : double.PositiveInfinity;

    public override bool HasKinkBetween(double[] x, double[] other)
    {
        for (int i = 0; i < x.Length && hasKink; i++)
        {
            if ((x[i] > 0) != (other[i] > 0) || (x[i] < 0) != (other[i] < 0))
            {
                return true;
            }
        }

        return false;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Cubic(double x) => RootOfTwoByPi * (x + (0.044715 * x * x * x));
}
