using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class MaxPool2dReader : Pool2dReader<MaxPool2d>
{
    public override string Type => "max_pool2d";

    public override string Description => "The maximum of each window, as torch.nn.MaxPool2d; a last partial window is dropped";

    protected override MaxPool2d Create(string name, Size2 kernel, Size2 stride, Fields fields) => new(name, kernel, stride);
}
