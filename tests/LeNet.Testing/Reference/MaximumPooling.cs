using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.MaxPool2d: the maximum of each window; the gradient goes to the first of equal maxima.</summary>
internal sealed class MaximumPooling(MaxPool2d layer, Shape input, Shape output) : Pooling(layer, input, output)
{
    public override double[] Forward(double[] x) =>
        [.. Enumerable.Range(0, Outputs).Select(at => Window(at).Max(tap => x[tap]))];

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            dx[Window(at).First(tap => x[tap] == y[at])] += dy[at];
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
}
