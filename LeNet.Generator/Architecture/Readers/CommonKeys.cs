using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Naming;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Keys and kinds of values that several kinds of layers share.</summary>
internal static class CommonKeys
{
    public static readonly IntegerValue Count = new(1, Limits.Dimension);

    public static readonly SizeValue PositiveSize = new(1, Limits.Dimension, allowsOne: true);

    public static readonly SizeValue PaddingSize = new(0, Limits.Dimension, allowsOne: true);

    public static readonly Key<Activation> Activation = Key.Optional(
        "activation",
        new KindValue<Activation>(ForeignNames.Activations, [ActivationKinds.None, .. ActivationKinds.Functions]),
        "the function applied to each output value, by its name or as an object with the keys of the layer of that name; none by default",
        defaultJson: "\"none\"");

    public const double UsualEpsilon = 1e-5;

    public static readonly Key<double> Epsilon = Key.Optional(
        "eps", new NumberValue(0, 1000), "added to the variance, so that it is never zero; 0.00001 by default", defaultJson: "0.00001");

    public static readonly Key<bool> Bias = Key.Optional(
        "bias", new BooleanValue(), "whether a learned value is added to each output channel or feature; true by default", defaultJson: "true");
}
