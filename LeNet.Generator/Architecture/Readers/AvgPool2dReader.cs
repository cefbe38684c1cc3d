using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class AvgPool2dReader : Pool2dReader<AvgPool2d>
{
    public override string Type => "avg_pool2d";

    public override string Description => "The mean of each window, as torch.nn.AvgPool2d; a last partial window is dropped";

    protected override AvgPool2d Create(string name, Size2 kernel, Size2 stride) => new AvgPool2d(name, kernel, stride);
}
