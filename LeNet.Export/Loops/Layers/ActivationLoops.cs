using LeNet.Export.Loops.Functions;
using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Loops.Layers;

/// <summary>The elementwise functions, as activations or as layers of their own: the one place that lists them.</summary>
internal static class ActivationLoops
{
    private static readonly Dictionary<string, Func<Settings, Func<Expression, Expression>>> Functions = new(StringComparer.Ordinal)
    {
        ["tanh"] = _ => x => Tangents.Tanh.At(x),
        ["sigmoid"] = _ => x => Tangents.Sigmoid.At(x),
        ["relu"] = _ => x => Choices.Relu.At(x),
        ["leaky_relu"] = keys => With(Choices.LeakyRelu, keys.Number("negative_slope", 0.01)),
        ["elu"] = keys => With(ExponentialFunctions.Elu, keys.Number("alpha", 1)),
        ["silu"] = _ => x => ExponentialFunctions.Silu.At(x),
        ["scaled_tanh"] = _ => x => Tangents.ScaledTanh.At(x),
        ["gelu"] = keys => keys.TextOrNull("approximate") is "tanh" ? x => Gaussians.GeluTanh.At(x) : x => Gaussians.Gelu.At(x),
    };

    /// <summary>A function; null if there is none of that name.</summary>
    public static Func<Expression, Expression>? Function(string type, Settings keys) =>
        Functions.TryGetValue(type, out Func<Settings, Func<Expression, Expression>>? function) ? function(keys) : null;

    private static Func<Expression, Expression> With(LoopFunction function, double parameter) => x => function.At(x, (float)parameter);
}
