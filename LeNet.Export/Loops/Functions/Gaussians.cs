using static LeNet.Export.Loops.Expression;
using static LeNet.Export.Loops.Functions.Choices;
using static LeNet.Export.Loops.Functions.ExponentialFunctions;

namespace LeNet.Export.Loops.Functions;

/// <summary>The normal distribution and what is made of it, operation by operation as in LeNet.Runtime/Numerics.</summary>
internal static class Gaussians
{
    /// <summary>The bell curve, but for its factor.</summary>
    public static readonly LoopFunction Bell = LoopFunction.Of(
        "Bell",
        "exp(−x² / 2), for magnitudes up to 14",
        static (code, x) =>
        {
            code.Remark("x² in two parts: what rounding takes from a large argument of exp would cost many units of the result");
            Variable square = code.Let("square", x * x);
            Variable rest = code.Let("rest", Fma(x, x, 0f - square));
            Variable e = code.Let("e", Exp.At(-0.5f * square));
            code.Return(Fma(e, -0.5f * rest, e));
        });

    /// <summary>The normal distribution.</summary>
    public static readonly LoopFunction Normal = LoopFunction.Of(
        "Normal",
        "the normal distribution ½ erfc(−x / √2), as exp(−x² / 2) times a rational function",
        static (code, x) =>
        {
            Variable a = code.Let("a", AtMost.At(Magnitude.At(x), 14f));
            Variable e = code.Let("e", Bell.At(a));
            Variable p = code.Var("p", Fma(4.0375922256845370e-3f, a, 4.0102214469763991e-2f));
            Variable q = code.Var("q", Fma(1.0120604114216878e-2f, a, 0.10052854919760699f));
            foreach ((float top, float bottom) in ((float, float)[])
            [
                (0.18165828675490267f, 0.46530803031232787f),
                (0.43616320127690659f, 1.1959481725093905f),
                (0.5f, 1.6702113295191728f),
            ])
            {
                code.Set(p, Fma(p, a, top));
                code.Set(q, Fma(q, a, bottom));
            }

            code.Set(q, Fma(q, a, 1f));
            Variable tail = code.Let("tail", e * (p / q));
            code.Return(Select(x < 0f, tail, 1f - tail));
        });

    /// <summary>The Gaussian error linear unit.</summary>
    public static readonly LoopFunction Gelu = LoopFunction.Of("Gelu", "x Φ(x) with Φ the normal distribution", static (code, x) => code.Return(NotBelow.At(x) * Normal.At(x)));

    /// <summary>exp of the argument that GELU's approximation has.</summary>
    public static readonly LoopFunction ExpOfCubic = LoopFunction.Of(
        "ExpOfCubic",
        "exp(−w) with w = 2 √(2/π) (a + 0.044715 a³), for x = a ≥ 0; w is computed in two parts",
        static (code, x) =>
        {
            const float Linear = 1.5957691216057308f;
            const float LinearRest = -4.534068e-8f;
            const float Cubic = 0.071354816272600247f;
            const float CubicRest = 2.3988325e-9f;

            Variable a = code.Let("a", AtMost.At(x, 16f));
            Variable square = code.Let("square", a * a);
            Variable squareRest = code.Let("squareRest", Fma(a, a, 0f - square));
            Variable product = code.Let("product", Cubic * square);
            Variable rest = code.Var("rest", Fma(Cubic, square, 0f - product));
            code.Set(rest, Fma(CubicRest, square, rest));
            code.Set(rest, Fma(Cubic, squareRest, rest));

            Variable sum = code.Let("sum", Linear + product);
            Variable taken = code.Let("taken", sum - Linear);
            code.Set(rest, rest + (Linear - (sum - taken) + (product - taken)) + LinearRest);

            Variable w = code.Let("w", a * sum);
            Variable wRest = code.Var("wRest", Fma(a, sum, 0f - w));
            code.Set(wRest, Fma(a, rest, wRest));
            Variable e = code.Let("e", Exp.At(0f - w));
            code.Return(Fma(e, 0f - wRest, e));
        });

    /// <summary>GELU's approximation by tanh.</summary>
    public static readonly LoopFunction GeluTanh = LoopFunction.Of(
        "GeluTanh", "½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))", static (code, x) => code.Return(NotBelow.At(x) * Logistic.At(x, ExpOfCubic.At(Magnitude.At(x)))));
}
