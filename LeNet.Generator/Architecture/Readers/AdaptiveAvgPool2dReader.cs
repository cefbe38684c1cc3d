using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class AdaptiveAvgPool2dReader : LayerReader<AdaptiveAvgPool2d>
{
    public static readonly Key<Size2> OutputSize = Key.Required(
        "output_size", CommonKeys.PositiveSize, "the size of the output: 1 or [1, 1], the mean of each channel");

    public override string Type => "adaptive_avg_pool2d";

    public override string Description => "The mean of each channel, as torch.nn.AdaptiveAvgPool2d(1)";

    protected override IReadOnlyList<Key> OwnKeys => [OutputSize];

    public override Layer Read(string name, Fields fields) => new AdaptiveAvgPool2d(name, fields.Get(OutputSize));

    protected override IEnumerable<Setting> OwnSettings(AdaptiveAvgPool2d layer) => [OutputSize.Of(layer.OutputSize)];
}
