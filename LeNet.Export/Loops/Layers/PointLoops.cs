using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>The transforms of a fast convolution, in the engine's order of operations.</summary>
internal static class PointLoops
{
    /// <summary>Values → their values at the points.</summary>
    /// <param name="code">Where statements go.</param>
    /// <param name="transform">The matrix.</param>
    /// <param name="values">The values.</param>
    /// <param name="store">Stores the value at a point.</param>
    public static void ToPoints(LoopBuilder code, PointTransform transform, IReadOnlyList<Expression> values, Action<int, Expression> store)
    {
        int last = transform.Points - 1;
        store(0, Sum(transform.Terms(0), index => values[index]));
        foreach (int point in transform.Pairs)
        {
            Variable even = code.Let(Numbered("even", point), Sum(transform.Terms(point, 0), index => values[index]));
            Variable odd = code.Let(Numbered("odd", point), Sum(transform.Terms(point, 1), index => values[index]));
            store(point, even + odd);
            store(point + 1, even - odd);
        }

        store(last, Sum(transform.Terms(last), index => values[index]));
    }

    /// <summary>Values at the points → results.</summary>
    /// <param name="code">Where statements go.</param>
    /// <param name="transform">The matrix.</param>
    /// <param name="load">The value at a point.</param>
    /// <param name="start">What every result begins with, or null.</param>
    /// <param name="store">Stores a result.</param>
    public static void FromPoints(LoopBuilder code, PointTransform transform, Func<int, Expression> load, Expression? start, Action<int, Expression> store)
    {
        var singles = new Dictionary<int, Expression>();
        foreach (int point in transform.Singles)
        {
            singles[point] = code.Let(Numbered("m", point), load(point));
        }

        var pairs = new Dictionary<int, (Expression Sum, Expression Difference)>();
        foreach (int point in transform.Pairs)
        {
            (Variable a, Variable b) = (code.Let(Numbered("m", point), load(point)), code.Let(Numbered("m", point + 1), load(point + 1)));
            pairs[point] = (code.Let(Numbered("sum", point), a + b), code.Let(Numbered("difference", point), a - b));
        }

        for (int index = 0; index < transform.Count; index++)
        {
            bool isEven = index % 2 == 0;
            store(index, Sum(transform.Column(index), point => singles.TryGetValue(point, out Expression? single) ? single : isEven ? pairs[point].Sum : pairs[point].Difference, start));
        }
    }

    /// <summary>Weights → their values at the points, as the engine computes them: [output][point][input · kernel row].</summary>
    /// <param name="toom">The form.</param>
    /// <param name="weights">Rows of kernels, one after the other.</param>
    /// <param name="outputs">Output channels.</param>
    public static float[] Weights(CookToom toom, float[] weights, int outputs)
    {
        int rows = weights.Length / outputs / toom.Taps;
        float[] result = new float[outputs * toom.Points * rows];
        for (int o = 0; o < outputs; o++)
        {
            for (int k = 0; k < rows; k++)
            {
                ReadOnlySpan<float> w = weights.AsSpan(((o * rows) + k) * toom.Taps, toom.Taps);
                int last = toom.Points - 1;
                Set(0, Sum(toom.Kernel.Terms(0), w));
                foreach (int point in toom.Kernel.Pairs)
                {
                    (float even, float odd) = (Sum(toom.Kernel.Terms(point, 0), w), Sum(toom.Kernel.Terms(point, 1), w));
                    Set(point, even + odd);
                    Set(point + 1, even - odd);
                }

                Set(last, Sum(toom.Kernel.Terms(last), w));

                void Set(int point, float value) => result[(((o * toom.Points) + point) * rows) + k] = value;
            }
        }

        return result;
    }

    private static float Sum(IReadOnlyList<Term> terms, ReadOnlySpan<float> values)
    {
        float? sum = null;
        foreach (Term term in terms)
        {
            (float factor, float value) = ((float)term.Coefficient.Value, values[term.Index]);
            sum = (sum, factor) switch
            {
                (null, _) => factor * value,
                ({ } before, 1) => before + value,
                ({ } before, -1) => before - value,
                ({ } before, _) => MathF.FusedMultiplyAdd(value, factor, before),
            };
        }

        return sum!.Value;
    }

    private static Expression Sum(IReadOnlyList<Term> terms, Func<int, Expression> value, Expression? start = null)
    {
        Expression? sum = start;
        foreach (Term term in terms)
        {
            float factor = (float)term.Coefficient.Value;
            sum = (sum, factor) switch
            {
                (null, 1) => value(term.Index),
                (null, -1) => -value(term.Index),
                (null, _) => value(term.Index) * factor,
                (_, 1) => sum + value(term.Index),
                (_, -1) => sum - value(term.Index),
                _ => Fma(value(term.Index), factor, sum),
            };
        }

        return sum!;
    }

    private static string Numbered(string name, int number) => FormattableString.Invariant($"{name}{number}");
}
