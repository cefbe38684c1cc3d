using LeNet.Generator.Planning.FastConvolution;

namespace LeNet.Generator.Emission.FastConvolution;

/// <summary>Writes the transforms of a fast convolution as straight lines of arithmetic.</summary>
/// <param name="code">Where statements go.</param>
/// <param name="toom">The form, for comments.</param>
/// <param name="type">The type of values.</param>
/// <param name="zero">A value of 0.</param>
/// <param name="constant">A constant, for a literal.</param>
/// <param name="multiplyAdd">The function that multiplies, adds, and rounds once.</param>
internal sealed class TransformWriter(CodeWriter code, CookToom toom, string type, string zero, Func<string, string> constant, string multiplyAdd)
{
    /// <summary>On vectors.</summary>
    public static TransformWriter OfVectors(KernelWriter kernel, CookToom toom) =>
        new(kernel.Code, toom, kernel.Vector, kernel.Vector + ".Zero", literal => $"Create({literal})", "FusedMultiplyAdd");

    /// <summary>On single numbers.</summary>
    public static TransformWriter OfFloats(CodeWriter code, CookToom toom) => new(code, toom, "float", "0f", literal => literal, "MathF.FusedMultiplyAdd");

    /// <summary>Values → their values at the points: a row of the matrix is a sum.</summary>
    /// <param name="transform">The matrix.</param>
    /// <param name="value">The variable of an index, or null for one that is 0.</param>
    /// <param name="store">A statement that stores the value at a point.</param>
    public void WriteToPoints(PointTransform transform, Func<int, string?> value, Func<int, string, string> store)
    {
        WriteSingle(0);
        var number = 0;
        foreach (var point in transform.Pairs)
        {
            number++;
            var even = Sum(transform.Terms(point, 0, IsPresent), Value);
            var odd = Sum(transform.Terms(point, 1, IsPresent), Value);
            if (even is not null && odd is not null)
            {
                code.Line($"{type} even{number} = {even}, odd{number} = {odd};");
                WriteStore(point, CodeWriter.Invariant($"(even{number} + odd{number})"));
                WriteStore(point + 1, CodeWriter.Invariant($"(even{number} - odd{number})"));
            }
            else
            {
                code.Line($"{type} part{number} = {even ?? odd ?? zero};");
                WriteStore(point, CodeWriter.Invariant($"part{number}"));
                WriteStore(point + 1, CodeWriter.Invariant($"{(even is null && odd is not null ? "(-" : "")}part{number}{(even is null && odd is not null ? ")" : "")}"));
            }
        }

        WriteSingle(transform.Points - 1);

        bool IsPresent(int index) => value(index) is not null;

        string Value(int index) => value(index)!;

        void WriteSingle(int point) => WriteStore(
            point, Enclosed(Sum([.. transform.Terms(point).Where(term => IsPresent(term.Index))], Value) ?? zero));

        void WriteStore(int point, string result) => code.Line($"{store(point, result)} // at {NameOf(point)}");
    }

    /// <summary>Values at the points → results: a column of the matrix is a sum, over pairs' sums or differences.</summary>
    /// <param name="transform">The matrix.</param>
    /// <param name="load">The expression of the value at a point.</param>
    /// <param name="start">What every sum begins with, or null.</param>
    /// <param name="result">Takes the expression of each result.</param>
    public void WriteFromPoints(PointTransform transform, Func<int, string> load, string? start, Action<int, string> result)
    {
        foreach (var point in transform.Singles)
        {
            code.Line($"{type} m{point} = {load(point)};");
        }

        foreach (var point in transform.Pairs)
        {
            code.Line($"{type} m{point} = {load(point)}, m{point + 1} = {load(point + 1)};");
            code.Line($"{type} sum{point} = m{point} + m{point + 1}, difference{point} = m{point} - m{point + 1}; // at ±{toom.Pairs[(point - 1) / 2]}");
        }

        for (var index = 0; index < transform.Count; index++)
        {
            var isEven = index % 2 == 0;
            result(index, Sum(transform.Column(index), point => Name(point, isEven), start) ?? zero);
        }

        string Name(int point, bool isEven) => transform.Singles.Contains(point) ? CodeWriter.Invariant($"m{point}")
            : CodeWriter.Invariant($"{(isEven ? "sum" : "difference")}{point}");
    }

    /// <summary>A point, for comments: 0, 1, -1 … ∞.</summary>
    private string NameOf(int point) => point == 0 ? "0" : point == toom.Points - 1 ? "∞" : (point % 2 == 1 ? toom.Pairs[(point - 1) / 2] : -toom.Pairs[(point - 1) / 2]).ToString();

    /// <summary>A chain of fused multiply-adds, of additions where a coefficient is 1.</summary>
    private string? Sum(IReadOnlyList<Term> terms, Func<int, string> value, string? start = null)
    {
        var sum = start;
        foreach (Term term in terms)
        {
            var factor = term.Coefficient.Value;
            var operand = value(term.Index);
            sum = (sum, factor) switch
            {
                (null, 1) => operand,
                (null, -1) => "-" + operand,
                (null, _) => $"{operand} * {constant(KernelWriter.Literal(factor))}",
                (_, 1) => $"{sum} + {operand}",
                (_, -1) => $"{sum} - {operand}",
                _ => $"{multiplyAdd}({operand}, {constant(KernelWriter.Literal(factor))}, {sum})",
            };
        }

        return sum;
    }

    private static string Enclosed(string expression) => expression.Contains(' ') || expression[0] == '-' ? $"({expression})" : expression;
}
