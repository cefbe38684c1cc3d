using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class RbfReader : LayerReader<Rbf>
{
    public static readonly Key<Prototypes> Prototypes = Key.Required(
        "prototypes", new PrototypesValue(), "the fixed vectors, one list of numbers for each output, or \"lecun1998\" for the ten digits of that paper");

    public override string Type => "rbf";

    public override string Description => "Minus the squared distance to each of some fixed vectors, LeCun et al. 1998, equation 7";

    protected override IReadOnlyList<Key> OwnKeys => [Prototypes];

    public override Layer Read(string name, Fields fields) => new Rbf(name, fields.Get(Prototypes));

    protected override IEnumerable<Setting> OwnSettings(Rbf layer) => [Prototypes.Of(layer.Prototypes)];
}
