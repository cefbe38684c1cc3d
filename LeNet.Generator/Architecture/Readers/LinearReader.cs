using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class LinearReader : LayerReader<Linear>
{
    public static readonly Key<int> OutFeatures = Key.Required(
        "out_features", CommonKeys.Count, "the number of outputs");

    public static readonly Key<int> InFeatures = Key.Optional(
        "in_features", new Values.IntegerValue(1, int.MaxValue), "the number of inputs, checked against what comes in");

    public override string Type => "linear";

    public override string Description => "y = W·x + b, as torch.nn.Linear";

    protected override IReadOnlyList<Key> OwnKeys => [OutFeatures, CommonKeys.Bias, CommonKeys.Activation, InFeatures];

    public override Layer Read(string name, Fields fields) => new Linear(
        name,
        fields.Get(OutFeatures),
        fields.Get(CommonKeys.Bias, otherwise: true),
        fields.Get(CommonKeys.Activation, otherwise: new NoActivation()));

    protected override IEnumerable<Setting> OwnSettings(Linear layer) =>
        [OutFeatures.Of(layer.OutFeatures), CommonKeys.Bias.Of(layer.Bias), CommonKeys.Activation.Of(layer.Activation)];
}
