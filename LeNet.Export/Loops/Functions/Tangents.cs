using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Functions;

/// <summary>tanh and what is made of it, operation by operation as in LeNet.Runtime/Numerics.</summary>
internal static class Tangents
{
    /// <summary>tanh x.</summary>
    public static readonly LoopFunction Tanh = LoopFunction.Of(
        "Tanh",
        "tanh x ≈ x · P(x²) / Q(x²), within a few units in the last place; 1 beyond 8.8",
        static (code, x) =>
        {
            const float Limit = 8.8f * 8.8f;
            Variable t = code.Var("t", x * x);
            code.Set(t, Select(Limit < t, Limit, t));
            Variable p = code.Var("p", Fma(1.3713399744141866e-8f, t, 2.0864569833877242e-5f));
            Variable q = code.Var("q", Fma(7.9222956595649587e-7f, t, 3.3109198744664712e-4f));
            foreach ((float top, float bottom) in ((float, float)[])
            [
                (3.5110083609558996e-3f, 2.5935563861437605e-2f),
                (0.13393984088045386f, 0.4672730301161760f),
                (1f, 1f),
            ])
            {
                code.Set(p, Fma(p, t, top));
                code.Set(q, Fma(q, t, bottom));
            }

            Variable y = code.Var("y", x * p / q);
            code.Set(y, Select(1f < y, 1f, y));
            code.Return(Select(y < -1f, -1f, y));
        });

    /// <summary>The logistic function.</summary>
    public static readonly LoopFunction Sigmoid = LoopFunction.Of(
        "Sigmoid", "1 / (1 + exp(−x)) = ½ + ½ tanh(x / 2)", static (code, x) => code.Return(Fma(0.5f, Tanh.At(0.5f * x), 0.5f)));

    /// <summary>The squashing function of 1998.</summary>
    public static readonly LoopFunction ScaledTanh = LoopFunction.Of(
        "ScaledTanh", "1.7159 tanh(2x/3), the squashing function of LeCun et al. 1998", static (code, x) => code.Return(1.7159f * Tanh.At(2f / 3 * x)));
}
