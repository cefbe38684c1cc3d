using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>The elementwise functions that an architecture file may name, as a layer's "activation" or as layers of their own.</summary>
internal static class ActivationKinds
{
    public static readonly Key<double> NegativeSlope = Key.Optional(
        "negative_slope", new NumberValue(0, 1000), "the slope where the input is negative; 0.01 by default", defaultJson: "0.01");

    public static readonly Key<double> Alpha = Key.Optional(
        "alpha", new NumberValue(0, 1000), "the value towards minus infinity is minus this; 1 by default", defaultJson: "1");

    public static readonly Key<bool> Approximate = Key.Optional(
        "approximate",
        new ChoiceValue<bool>([], ("none", false), ("tanh", true)),
        "none for the normal distribution, tanh for a formula with tanh near it; none by default",
        defaultJson: "\"none\"");

    public static readonly Kind<Activation> None = Kind<Activation>.Plain<NoActivation>("none", "The value as it is");

    public static readonly IReadOnlyList<Kind<Activation>> Functions =
    [
        Kind<Activation>.Plain<Tanh>("tanh", "tanh(z), as torch.nn.Tanh"),
        Kind<Activation>.Plain<Sigmoid>("sigmoid", "1 / (1 + exp(−z)), as torch.nn.Sigmoid"),
        Kind<Activation>.Plain<Relu>("relu", "max(0, z), as torch.nn.ReLU"),
        new("leaky_relu", "z where positive, else negative_slope · z, as torch.nn.LeakyReLU", fields => new LeakyRelu(fields.Get(NegativeSlope, otherwise: 0.01)), function => function is LeakyRelu own ? [NegativeSlope.Of(own.NegativeSlope)] : null, NegativeSlope),
        new("elu", "z where positive, else alpha · (exp(z) − 1), as torch.nn.ELU", fields => new Elu(fields.Get(Alpha, otherwise: 1)), function => function is Elu own ? [Alpha.Of(own.Alpha)] : null, Alpha),
        new("gelu", "z · Φ(z) with Φ the normal distribution, as torch.nn.GELU", fields => new Gelu(fields.Get(Approximate)), function => function is Gelu own ? [Approximate.Of(own.IsApproximate)] : null, Approximate),
        Kind<Activation>.Plain<Silu>("silu", "z / (1 + exp(−z)), as torch.nn.SiLU"),
        Kind<Activation>.Plain<ScaledTanh>("scaled_tanh", "1.7159 · tanh(2z/3), the squashing function of LeCun et al. 1998"),
    ];
}
