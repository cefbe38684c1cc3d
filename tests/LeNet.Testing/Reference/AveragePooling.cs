using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.AvgPool2d: the mean of each window, where what lies outside the image counts as zeros or not at all.</summary>
internal sealed class AveragePooling(AvgPool2d layer, Shape input, Shape output) : Pooling(layer, input, output)
{
    public override double[] Forward(double[] x) =>
        [.. Enumerable.Range(0, Outputs).Select(at => Window(at).Sum(tap => x[tap]) / Count(at))];

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            foreach (int tap in Window(at))
            {
                dx[tap] += dy[at] / Count(at);
            }
        }

        return dx;
    }

    private int Count(int at) => layer.CountIncludePad ? layer.Kernel.Height * layer.Kernel.Width : Window(at).Length;
}
