using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class LayerNormReader : LayerReader<LayerNorm>
{
    public static readonly Key<EquatableArray<int>> NormalizedShape = Key.Optional(
        "normalized_shape", new ListValue<int>(new IntegerValue(1, int.MaxValue), "sizes"), "the shape of the input, checked against what comes in");

    public static readonly Key<bool> Affine = Key.Optional(
        "elementwise_affine", new BooleanValue(), "whether each value gets a learned scale and offset; true by default", defaultJson: "true");

    public override string Type => "layer_norm";

    public override string Description => "All values of a sample less their mean, over their standard deviation, as torch.nn.LayerNorm";

    protected override IReadOnlyList<Key> OwnKeys => [CommonKeys.Epsilon, Affine, CommonKeys.Activation, NormalizedShape];

    public override Layer Read(string name, Fields fields) => new LayerNorm(
        name,
        fields.Get(CommonKeys.Epsilon, otherwise: CommonKeys.UsualEpsilon),
        fields.Get(Affine, otherwise: true),
        fields.Get(CommonKeys.Activation, otherwise: new NoActivation()));

    protected override IEnumerable<Setting> OwnSettings(LayerNorm layer) =>
        [CommonKeys.Epsilon.Of(layer.Epsilon), Affine.Of(layer.IsAffine), CommonKeys.Activation.Of(layer.Activation)];
}
