using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads batch normalisation, of images or of vectors.</summary>
internal sealed class BatchNormReader(bool isImage) : LayerReader<BatchNorm>
{
    public static readonly Key<int> NumFeatures = Key.Optional(
        "num_features", CommonKeys.Count, "the number of channels, checked against what comes in");

    public static readonly Key<double> Momentum = Key.Optional(
        "momentum", new NumberValue(0, 1), "how much of a batch's mean and variance the running ones take over; 0.1 by default", defaultJson: "0.1");

    public static readonly Key<bool> Affine = Key.Optional(
        "affine", new BooleanValue(), "whether each channel gets a learned scale and offset; true by default", defaultJson: "true");

    public override string Type => isImage ? "batch_norm2d" : "batch_norm1d";

    public override string Description => isImage
        ? "Every channel of an image less its mean, over its standard deviation, as torch.nn.BatchNorm2d"
        : "Every feature less its mean, over its standard deviation, as torch.nn.BatchNorm1d";

    protected override IReadOnlyList<Key> OwnKeys => [CommonKeys.Epsilon, Momentum, Affine, CommonKeys.Activation, NumFeatures];

    public override Layer Read(string name, Fields fields) => new BatchNorm(
        name,
        isImage,
        fields.Get(CommonKeys.Epsilon, otherwise: CommonKeys.UsualEpsilon),
        fields.Get(Momentum, otherwise: 0.1),
        fields.Get(Affine, otherwise: true),
        fields.Get(CommonKeys.Activation, otherwise: new NoActivation()));

    protected override bool IsOwn(BatchNorm layer) => layer.IsImage == isImage;

    protected override IEnumerable<Setting> OwnSettings(BatchNorm layer) =>
    [
        CommonKeys.Epsilon.Of(layer.Epsilon),
        Momentum.Of(layer.Momentum),
        Affine.Of(layer.IsAffine),
        CommonKeys.Activation.Of(layer.Activation),
    ];
}
