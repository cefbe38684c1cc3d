using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.AvgPool2d: the mean of each window.</summary>
internal sealed class AveragePooling(AvgPool2d layer, Shape input, Shape output) : Pooling(layer, input, output)
{
    public override double[] Forward(double[] x) =>
        [.. Enumerable.Range(0, Outputs).Select(at => Window(at).Average(tap => x[tap]))];

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            int[] window = Window(at);
            foreach (int tap in window)
            {
                dx[tap] += dy[at] / window.Length;
            }
        }

        return dx;
    }
}
