using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class AvgPool2dReader : Pool2dReader<AvgPool2d>
{
    public static readonly Key<bool> CountIncludePad = Key.Optional(
        "count_include_pad",
        new BooleanValue(),
        "whether what lies outside the image counts as zeros, else the mean is of what lies inside; true by default",
        defaultJson: "true");

    public override string Type => "avg_pool2d";

    public override string Description => "The mean of each window, as torch.nn.AvgPool2d; a last partial window is dropped";

    protected override IReadOnlyList<Key> OwnKeys => [.. base.OwnKeys, CountIncludePad];

    protected override AvgPool2d Create(string name, Size2 kernel, Size2 stride, Fields fields) => new(name, kernel, stride)
    {
        CountIncludePad = fields.Get(CountIncludePad, otherwise: true),
    };

    protected override IEnumerable<Setting> OwnSettings(AvgPool2d layer) => [.. base.OwnSettings(layer), CountIncludePad.Of(layer.CountIncludePad)];
}
