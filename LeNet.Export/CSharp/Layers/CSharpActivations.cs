using LeNet.Export.Networks;
using LeNet.Runtime;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The elementwise functions, as activations or as layers of their own: the one place that lists them.</summary>
internal static class CSharpActivations
{
    private static readonly Dictionary<string, Func<Settings, string, string>> Functions = new(StringComparer.Ordinal)
    {
        ["none"] = (_, x) => x,
        ["tanh"] = (_, x) => $"Tanh({x})",
        ["sigmoid"] = (_, x) => $"Sigmoid({x})",
        ["relu"] = (_, x) => $"Relu({x})",
        ["leaky_relu"] = (keys, x) => $"LeakyRelu({x}, {Literal(keys.Number("negative_slope", 0.01))})",
        ["elu"] = (keys, x) => $"Elu({x}, {Literal(keys.Number("alpha", 1))})",
        ["silu"] = (_, x) => $"Silu({x})",
        ["scaled_tanh"] = (_, x) => $"ScaledTanh({x})",
        ["gelu"] = (keys, x) => keys.TextOrNull("approximate") is "tanh" ? $"GeluTanh({x})" : $"Gelu({x})",
    };

    /// <summary>The call of a function; null if there is no such function.</summary>
    public static string? Call(string type, Settings keys, string x) =>
        Functions.TryGetValue(type, out Func<Settings, string, string>? call) ? call(keys, x) : null;
}
