namespace LeNet.Runtime;

/// <summary>torch.nn.AdaptiveAvgPool2d(1): the mean of each channel.</summary>
internal sealed class GlobalAveragePooling : ReferenceLayer
{
    private readonly int _area;

    public GlobalAveragePooling(ReferenceSite site)
    {
        _area = site.Input.Area;
        if (site.Settings.Size("output_size") != Size.One)
        {
            throw new NotSupportedException($"{site.Name}: the reference knows an output_size of 1 only.");
        }
    }

    public override double[] Forward(double[] x) => [.. x.Chunk(_area).Select(channel => channel.Average())];

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. Enumerable.Range(0, x.Length).Select(at => dy[at / _area] / _area)];
}
