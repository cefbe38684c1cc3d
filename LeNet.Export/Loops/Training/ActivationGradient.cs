using LeNet.Export.Loops.Functions;
using LeNet.Runtime;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training;

/// <summary>The derivative of an activation.</summary>
/// <param name="Equation">The derivative as a formula.</param>
/// <param name="KeepsInput">Whether it is told by the activation's argument, which must be kept; else by its value.</param>
/// <param name="Of">The gradient of the argument, given the value or the argument, and the gradient of the value.</param>
internal sealed record ActivationGradient(string Equation, bool KeepsInput, Func<Expression, Expression, Expression> Of)
{
    private static readonly Dictionary<string, Func<Settings, ActivationGradient>> All = new(StringComparer.Ordinal)
    {
        ["tanh"] = _ => new("1 − y²", false, static (y, g) => g * Fma(-y, y, 1f)),
        ["sigmoid"] = _ => new("y − y²", false, static (y, g) => g * Fma(-y, y, y)),
        ["relu"] = _ => new("1 where y > 0, else 0", false, static (y, g) => Select(y > 0f, g, 0f)),
        ["leaky_relu"] = keys => LeakyRelu((float)keys.Number("negative_slope", 0.01)),
        ["elu"] = keys => Elu((float)keys.Number("alpha", 1)),
        ["silu"] = _ => new("σ(z) (1 + z (1 − σ(z)))", true, static (z, g) => g * Slopes.Silu.At(z)),
        ["scaled_tanh"] = _ => new("2/3 (1.7159 − y² / 1.7159)", false, static (y, g) => g * Fma(y * (float)(-(2.0 / 3) / 1.7159), y, (float)(2.0 / 3 * 1.7159))),
        ["gelu"] = keys => keys.TextOrNull("approximate") is "tanh"
            ? new("σ(w) (1 + z (1 − σ(w)) w′)", true, static (z, g) => g * Slopes.GeluTanh.At(z))
            : new("Φ(z) + z exp(−z² / 2) / √(2π)", true, static (z, g) => g * Slopes.Gelu.At(z)),
    };

    /// <summary>That of an activation, or null if there is none of that name.</summary>
    public static ActivationGradient? For(string type, Settings keys) => All.TryGetValue(type, out Func<Settings, ActivationGradient>? gradient) ? gradient(keys) : null;

    private static ActivationGradient LeakyRelu(float slope) =>
        new(FormattableString.Invariant($"1 where y > 0, else {slope}"), false, (y, g) => Select(y > 0f, g, g * slope));

    private static ActivationGradient Elu(float alpha) =>
        new(FormattableString.Invariant($"1 where y > 0, else y + {alpha}"), false, (y, g) => Select(y > 0f, g, g * (y + alpha)));
}
