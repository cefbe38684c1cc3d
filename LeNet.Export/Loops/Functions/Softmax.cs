namespace LeNet.Export.Loops.Functions;

/// <summary>The probabilities of logits.</summary>
internal static class Softmax
{
    /// <summary>What the function is called.</summary>
    public const string Name = "Softmax";

    /// <summary>The function of a network: from logits z to probabilities p, and the class with the largest.</summary>
    /// <param name="classes">How many there are.</param>
    /// <param name="temperature">What logits are divided by.</param>
    public static LoopFunction Of(int classes, float temperature)
    {
        var z = new ArrayParameter("z", ElementType.Float, classes, IsResult: false);
        var p = new ArrayParameter("p", ElementType.Float, classes, IsResult: true);
        var code = new LoopBuilder();
        Variable best = code.Var("best", 0);
        using (code.For("k", 1, classes, out Variable k))
        {
            code.Set(best, Expression.Select(z[k] > z[best], k, best));
        }

        Variable sum = code.Var("sum", 0f);
        using (code.For("k", classes, out Variable k))
        {
            Expression difference = z[k] - z[best];
            code.Store(p, k, ExponentialFunctions.Exp.At(temperature == 1 ? difference : difference / temperature));
            code.Set(sum, sum + p[k]);
        }

        using (code.For("k", classes, out Variable k))
        {
            code.Store(p, k, p[k] / sum);
        }

        code.Return(best);
        string summary = temperature == 1
            ? "p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z), and the class with the largest z"
            : FormattableString.Invariant($"p[k] = exp((z[k] − max z) / {temperature}) / Σ_j exp((z[j] − max z) / {temperature}), and the class with the largest z");
        return new LoopFunction(Name, summary, Scalar.Integer, [z, p], [], code.Statements);
    }
}
