using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class DropoutReader : LayerReader<Dropout>
{
    public static readonly Key<double> Probability = Key.Optional(
        "p", new NumberValue(0, 1), "the probability of a value to become zero in training; 0.5 by default", defaultJson: "0.5");

    public override string Type => "dropout";

    public override string Description => "In training, sets values to zero at random and scales the others up, as torch.nn.Dropout";

    protected override IReadOnlyList<Key> OwnKeys => [Probability];

    public override Layer Read(string name, Fields fields) => new Dropout(name, fields.Get(Probability, otherwise: 0.5));

    protected override IEnumerable<Setting> OwnSettings(Dropout layer) => [Probability.Of(layer.Probability)];
}
