namespace LeNet.Runtime;

/// <summary>
/// Derivatives of a reference network's loss by central differences, (f(θ + h) − f(θ − h)) / 2h: I. Goodfellow, Y. Bengio, A. Courville:
/// "Deep Learning", 2016, section 11.5. Nothing of a backward pass is in them.
/// </summary>
/// <param name="network">The network, whose parameters are changed and put back.</param>
/// <param name="batch">What the loss is of.</param>
/// <param name="values">What <see cref="ReferenceNetwork.Forward"/> gives: only the layers behind a changed parameter compute anew.</param>
internal sealed class FiniteDifferences(ReferenceNetwork network, ReferenceBatch batch, IReadOnlyList<double[][]> values)
{
    /// <summary>
    /// The first is the power of two next to the cube root of double's 2⁻⁵², at which the error of the formula, h²·f‴/6, and that of rounding,
    /// about 2⁻⁵²·f/h, are alike; of a power of two, θ ± h are exact. The others are for where a derivative jumps within the first.
    /// </summary>
    private static readonly double[] Steps = [1.0 / (1 << 17), 1.0 / (1 << 20), 1.0 / (1 << 23)];

    /// <summary>The derivative by a value of a parameter.</summary>
    /// <param name="layer">The layer that has the parameter.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="index">Which of its values.</param>
    /// <returns>
    /// The derivative and the step h. Null if a derivative jumps between θ − h and θ + h at every step: some value on the way changes its sign before
    /// an activation like relu, or another one of a pool's window becomes the largest. The formula gives a mean of both sides there.
    /// </returns>
    public (double Derivative, double Step)? Of(int layer, ReferenceParameter parameter, int index)
    {
        double value = parameter.Values[index];
        foreach (double step in Steps)
        {
            double? above = Loss(value + step);
            double? below = above is null ? null : Loss(value - step);
            if (below is not null)
            {
                return ((above!.Value - below.Value) / ((value + step) - (value - step)), step);
            }
        }

        return null;

        double? Loss(double changed)
        {
            parameter.Values[index] = changed;
            double? loss = LossFrom(layer);
            parameter.Values[index] = value;
            return loss;
        }
    }

    /// <summary>The loss if all before a layer is as it was; null if some derivative jumps on the way from what it was.</summary>
    private double? LossFrom(int first)
    {
        double[][] x = values[first];
        for (int i = first; i < network.Layers.Count; i++)
        {
            ReferenceLayer layer = network.Layers[i];
            for (int sample = 0; sample < x.Length && i > first; sample++)
            {
                if (layer.HasKinkBetween(values[i][sample], x[sample]))
                {
                    return null;
                }
            }

            x = layer.TrainForward(x, batch.Draw);
        }

        return network.Loss(x, batch.Labels);
    }
}
