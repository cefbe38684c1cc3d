namespace LeNet.Runtime;

/// <summary>
/// A layer whose inputs, outputs and gradients are changed at random by as little as float resolves, so that the difference to the exact
/// run shows what rounding does to an architecture; where terms cancel or a small variance divides them, that is much more than it was.
/// D. S. Parker: "Monte Carlo Arithmetic", UCLA 1997.
/// </summary>
internal sealed class RoundedLayer : ReferenceLayer
{
    /// <summary>Several units in the last place, as a float sum of several terms is off by.</summary>
    private const double Relative = 4.0 / (1 << 24);

    private readonly ReferenceLayer _layer;
    private readonly Func<double> _random;

    private double[][] _x = [];
    private double[][] _y = [];

    /// <param name="layer">The exact layer, which now rounds.</param>
    /// <param name="random">Numbers of at least 0 and less than 1.</param>
    public RoundedLayer(ReferenceLayer layer, Func<double> random)
    {
        (_layer, _random) = (layer, random);
        layer.Round = Rounded;
    }

    public override IReadOnlyList<ReferenceParameter> Parameters => _layer.Parameters;

    public override double[] Forward(double[] x) => Rounded(_layer.Forward(Rounded(x)));

    public override double[] Backward(double[] x, double[] y, double[] dy) => Rounded(_layer.Backward(x, y, Rounded(dy)));

    public override double[][] TrainForward(double[][] batch, TrainingDraw draw)
    {
        _x = Array.ConvertAll(batch, Rounded);
        _y = _layer.TrainForward(_x, draw);
        return Array.ConvertAll(_y, Rounded);
    }

    /// <summary>At what <see cref="TrainForward"/> really computed with: which value of a window is the largest, for example.</summary>
    public override double[][] TrainBackward(double[][] x, double[][] y, double[][] dy) =>
        Array.ConvertAll(_layer.TrainBackward(_x, _y, Array.ConvertAll(dy, Rounded)), Rounded);

    public override double Margin(double[] x) => _layer.Margin(x);

    public override double Magnitude(double[] x) => _layer.Magnitude(x);

    private double[] Rounded(double[] values)
    {
        // What all values of a tensor have in common, such as a mean that was subtracted, is off by as much for all of them.
        double common = Relative * Largest(values) * (_random() < 0.5 ? 1 : -1);
        return Array.ConvertAll(values, value => Rounded(value) + common);
    }

    private double Rounded(double value) => value * (1 + (Relative * ((2 * _random()) - 1)));
}
