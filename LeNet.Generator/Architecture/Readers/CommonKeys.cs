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

    public static readonly ChoiceValue<Activation> Activations = new(
        ForeignNames.Activations,
        ("none", new NoActivation()),
        ("tanh", new Tanh()),
        ("sigmoid", new Sigmoid()),
        ("relu", new Relu()));

    public static readonly Key<Activation> Activation = Key.Optional(
        "activation", Activations, "the function applied to each output value; none by default", defaultJson: "\"none\"");

    public static readonly Key<bool> Bias = Key.Optional(
        "bias", new BooleanValue(), "whether a learned value is added to each output channel or feature; true by default", defaultJson: "true");
}
