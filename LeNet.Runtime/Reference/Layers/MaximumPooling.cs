namespace LeNet.Runtime;

/// <summary>torch.nn.MaxPool2d: the maximum of each window; the gradient goes to the first of equal maxima.</summary>
internal sealed class MaximumPooling(ReferenceSite site) : Pooling(site, site.Settings.Size("padding"))
{
    public override double[] Forward(double[] x)
    {
        double[] y = new double[Outputs];
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = x[Winner(at, x)];
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            dx[Winner(at, x)] += dy[at];
        }

        return dx;
    }

    public override double Margin(double[] x)
    {
        double margin = double.PositiveInfinity;
        for (int at = 0; at < Outputs; at++)
        {
            double[] values = [.. Window(at).Select(tap => x[tap]).Distinct().OrderDescending().Take(2)];
            if (values.Length == 2)
            {
                margin = Math.Min(margin, values[0] - values[1]);
            }
        }

        return margin / Largest(x);
    }

    public override bool HasKinkBetween(double[] x, double[] other)
    {
        for (int at = 0; at < Outputs; at++)
        {
            if (Winner(at, x) != Winner(at, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of the window's largest inputs; one that is not a number wins.</summary>
    private int Winner(int at, double[] x)
    {
        int[] window = Window(at);
        int winner = window[0];
        foreach (int tap in window)
        {
            if (x[tap] > x[winner] || (double.IsNaN(x[tap]) && !double.IsNaN(x[winner])))
            {
                winner = tap;
            }
        }

        return winner;
    }
}
