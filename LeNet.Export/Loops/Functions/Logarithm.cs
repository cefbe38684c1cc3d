using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Functions;

/// <summary>log, with the operations of LeNet.Runtime/Numerics on what losses take it of.</summary>
internal static class Logarithm
{
    /// <summary>Doublings: sums of fewer than 2²⁴ exponentials of which none is above 1.</summary>
    private const int Most = 24;

    /// <summary>The natural logarithm of a sum of exponentials of which one is 1.</summary>
    public static readonly LoopFunction Log = LoopFunction.Of(
        "Log",
        "log x = e · ln 2 + log m with x = 2ᵉ m and √½ ≤ m < √2, for x from √½ to 2²⁴; log m = 2 s (1 + s²/3 + s⁴/5 + …) with s = (m − 1) / (m + 1)",
        static (code, x) =>
        {
            Variable e = code.Var("e", 0f);
            Variable m = code.Var("m", x);
            using (code.For("k", Most, out _))
            using (code.If(NotLess(m, BitConverter.Int32BitsToSingle(0x3FB504F3))))
            {
                code.Set(m, m * 0.5f);
                code.Set(e, e + 1f);
            }

            Variable s = code.Let("s", (m - 1f) / (m + 1f));
            Variable t = code.Let("t", s * s);
            Variable sum = code.Var("sum", 1f / (Expression)9f);
            foreach (float divisor in (float[])[7, 5, 3])
            {
                code.Set(sum, Fma(sum, t, 1f / (Expression)divisor));
            }

            code.Set(sum, Fma(sum, t, 1f));
            code.Remark("x − x is 0 of a number, and not a number otherwise");
            code.Return(Fma(e, 0.69314718f, (s + s) * sum) + (x - x));
        });
}
