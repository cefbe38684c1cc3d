namespace LeNet.Runtime;

/// <summary>torch.nn.AvgPool2d: the mean of each window, where what lies outside the image counts as zeros or not at all.</summary>
internal sealed class AveragePooling(ReferenceSite site) : Pooling(site, site.Settings.Size("padding"))
{
    private readonly bool _countsPadding = site.Settings.Flag("count_include_pad");

    public override double[] Forward(double[] x)
    {
        double[] y = new double[Outputs];
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = Sum(at, x) / Count(at);
        }

        return y;
    }

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

    private int Count(int at) => _countsPadding ? Kernel.Area : Window(at).Length;
}
