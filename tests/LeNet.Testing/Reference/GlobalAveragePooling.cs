using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.AdaptiveAvgPool2d(1): the mean of each channel.</summary>
internal sealed class GlobalAveragePooling(Shape input) : ReferenceLayer
{
    private readonly int _area = input.Height * input.Width;

    public override double[] Forward(double[] x) => [.. x.Chunk(_area).Select(channel => channel.Average())];

    public override double[] Backward(double[] x, double[] y, double[] dy) =>
        [.. Enumerable.Range(0, x.Length).Select(at => dy[at / _area] / _area)];
}
