using static LeNet.Export.Loops.Expression;
using static LeNet.Export.Loops.Functions.Choices;
using static LeNet.Export.Loops.Functions.ExponentialFunctions;

namespace LeNet.Export.Loops.Functions;

/// <summary>Derivatives that the function's value does not tell, operation by operation as in LeNet.Runtime/Numerics.</summary>
internal static class Slopes
{
    /// <summary>x within ±100.</summary>
    public static readonly LoopFunction Bounded = LoopFunction.Of(
        "Bounded", "x within ±100, beyond which the functions that it is a factor in change no more", static (code, x) => code.Return(AtMost.At(NotBelow.At(x), 100f)));

    /// <summary>That of silu.</summary>
    public static readonly LoopFunction Silu = LoopFunction.Of(
        "SiluSlope",
        "the derivative of silu: σ (1 + x (1 − σ))",
        static (code, x) =>
        {
            (Variable sigmoid, Variable rest) = Both(code, x, Exp.At(0f - Magnitude.At(x)));
            code.Return(Fma(sigmoid, Bounded.At(x) * rest, sigmoid));
        });

    /// <summary>That of gelu.</summary>
    public static readonly LoopFunction Gelu = LoopFunction.Of(
        "GeluSlope",
        "the derivative of gelu: Φ(x) + x exp(−x² / 2) / √(2π)",
        static (code, x) => code.Return(Fma(Bounded.At(x) * Gaussians.Bell.At(AtMost.At(Magnitude.At(x), 14f)), 0.39894228040143268f, Gaussians.Normal.At(x))));

    /// <summary>That of gelu's approximation.</summary>
    public static readonly LoopFunction GeluTanh = LoopFunction.Of(
        "GeluTanhSlope",
        "the derivative of gelu's approximation: σ (1 + x (1 − σ) w′) with σ = 1 / (1 + exp(−w))",
        static (code, x) =>
        {
            (Variable sigmoid, Variable rest) = Both(code, x, Gaussians.ExpOfCubic.At(Magnitude.At(x)));
            Variable z = code.Let("z", Bounded.At(x));
            Variable slope = code.Let("slope", Fma(z * z, 3 * 0.071354816272600247f, 1.5957691216057308f));
            code.Return(Fma(sigmoid, z * slope * rest, sigmoid));
        });

    /// <summary>σ and 1 − σ of e = exp(−|w|) and the sign of w, so that neither loses digits.</summary>
    private static (Variable Sigmoid, Variable Remainder) Both(LoopBuilder code, Variable x, Expression exponential)
    {
        Variable e = code.Let("e", exponential);
        return (code.Let("sigmoid", Logistic.At(x, e)), code.Let("rest", Select(x < 0f, 1f, e) / (1f + e)));
    }
}
