using static LeNet.Export.Loops.Expression;
using static LeNet.Export.Loops.Functions.Choices;

namespace LeNet.Export.Loops.Functions;

/// <summary>exp and what is made of it, operation by operation as in LeNet.Runtime/Numerics.</summary>
internal static class ExponentialFunctions
{
    private static readonly Variable X = new("x", Scalar.Float);
    private static readonly Variable Alpha = new("alpha", Scalar.Float);
    private static readonly Variable E = new("e", Scalar.Float);

    /// <summary>exp x.</summary>
    public static readonly LoopFunction Exp = LoopFunction.Of(
        "Exp",
        "exp x = 2ⁿ · exp r with |r| ≤ ½ ln 2, within a few units in the last place; 0 below −87.3, at most exp(88.3)",
        static (code, x) =>
        {
            Variable clamped = code.Var("t", Select(x < -87.3f, -87.3f, x));
            code.Set(clamped, Select(88.3f < clamped, 88.3f, clamped));
            (Variable r, Variable power) = Reduce(code, clamped);
            Variable sum = Series(code, r, [5040, 720, 120, 24, 6, 2]);
            code.Set(sum, Fma(sum, r, 1f));
            code.Set(sum, Fma(sum, r, 1f));
            code.Return(Select(x < -87.3f, 0f, sum * power));
        });

    /// <summary>exp x − 1.</summary>
    public static readonly LoopFunction NegativeExpm1 = LoopFunction.Of(
        "NegativeExpm1",
        "exp x − 1 for x ≤ 0: 2ⁿ (exp r − 1) + (2ⁿ − 1), so that nothing cancels near 0",
        static (code, x) =>
        {
            Variable clamped = code.Let("t", Select(x < -87.3f, -87.3f, x));
            (Variable r, Variable power) = Reduce(code, clamped);
            Variable sum = Series(code, r, [5040, 720, 120, 24, 6, 2]);
            code.Set(sum, Fma(r * r, sum, r));
            code.Return(Fma(power, sum, power - 1f));
        });

    /// <summary>The exponential linear unit.</summary>
    public static readonly LoopFunction Elu = LoopFunction.Of(
        "Elu", "x where it is positive, else alpha (exp x − 1)", [X, Alpha], static code => code.Return(Select(X < 0f, Alpha * NegativeExpm1.At(X), X)));

    /// <summary>The logistic function, of a number and exp of its magnitude.</summary>
    public static readonly LoopFunction Logistic = LoopFunction.Of(
        "Logistic", "1 / (1 + exp(−x)), from e = exp(−|x|) and the sign of x", [X, E], static code => code.Return(Select(X < 0f, E, 1f) / (1f + E)));

    /// <summary>The sigmoid linear unit.</summary>
    public static readonly LoopFunction Silu = LoopFunction.Of(
        "Silu", "x / (1 + exp(−x))", static (code, x) => code.Return(NotBelow.At(x) * Logistic.At(x, Exp.At(0f - Magnitude.At(x)))));

    /// <summary>x = n · ln 2 + r with n the nearest integer.</summary>
    private static (Variable Remainder, Variable Power) Reduce(LoopBuilder code, Variable x)
    {
        code.Remark("t = n · ln 2 + r: adding 1.5 · 2²³ leaves the nearest integer n in the low bits of the sum");
        Variable shifted = code.Let("shifted", Fma(x, 1.44269504f, 12582912f));
        Variable n = code.Let("n", shifted - 12582912f);
        Variable r = code.Var("r", Fma(n, -0.693359375f, x));
        code.Set(r, Fma(n, 2.12194440e-4f, r));
        return (r, code.Let("power", new PowerOfTwo(shifted)));
    }

    private static Variable Series(LoopBuilder code, Variable r, int[] factorials)
    {
        Variable sum = code.Var("sum", 1f / (Expression)(float)factorials[0]);
        foreach (int factorial in factorials.Skip(1))
        {
            code.Set(sum, Fma(sum, r, 1f / (Expression)(float)factorial));
        }

        return sum;
    }
}
