using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class FlattenReader : LayerReader<Flatten>
{
    public override string Type => "flatten";

    public override string Description => "An image as a vector in the order channel, row, column, as torch.nn.Flatten";

    protected override IReadOnlyList<Key> OwnKeys => [];

    public override Layer Read(string name, Fields fields) => new Flatten(name);

    protected override IEnumerable<Setting> OwnSettings(Flatten layer) => [];
}
