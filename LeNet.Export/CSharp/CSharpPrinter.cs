using System.Globalization;
using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>Loops as C#: parts of arrays are spans.</summary>
/// <param name="code">Where statements go.</param>
/// <param name="dialect">The target's C#.</param>
/// <param name="names">The names of fields.</param>
internal sealed class CSharpPrinter(CodeWriter code, CSharpDialect dialect, CSharpNames names) : LoopPrinter(code)
{
    /// <summary>Older run-time compilers compute with floats in double and round when they are told: Mono, as in Unity.</summary>
    protected override bool RoundsExplicitly => !dialect.IsModern;

    /// <summary>A float literal.</summary>
    public static string FloatLiteral(float value) => value switch
    {
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        _ when float.IsNaN(value) => "float.NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    /// <summary>Writes a function as a method.</summary>
    public void Write(LoopFunction function)
    {
        string type = function.Returns == Scalar.Integer ? "int" : "float";
        IEnumerable<string> parameters = [.. function.Arrays.Select(array => $"{Span(array)} {array.Name}"), .. function.Parameters.Select(parameter => $"float {parameter.Name}")];
        Code.Line($"/// <summary>{CSharpExporter.Comment(function.Summary)}.</summary>");
        string header = $"private static {type} {function.Name}({string.Join(", ", parameters)})";
        if (function.Body is [Return { Value: { } value }])
        {
            Code.Line($"{header} => {Top(value)};");
            return;
        }

        using (Code.Block(header))
        {
            Write(function.Body);
        }
    }

    protected override string Name(LoopFunction function) => function.Name;

    protected override string Declared(Variable variable, bool isConstant) => $"{(variable.Type == Scalar.Integer ? "int" : "float")} {variable.Name}";

    protected override string Declared(ArrayView view, Expression offset)
    {
        string method = view.Array is ArrayParameter or ArrayView ? "Slice" : "AsSpan";
        return CodeWriter.Invariant($"{Span(view)} {view.Name} = {names.Of(view.Array)}.{method}({Top(offset)}, {view.Length});");
    }

    protected override string Element(LoopArray array, Expression index) => $"{names.Of(array)}[{Top(index)}]";

    protected override string Stored(LoopArray array, Expression value) => array.Element == ElementType.Byte ? $"(byte)({Top(value)})" : Unrounded(value);

    protected override string End(LoopArray over) => over is ArrayParameter or ArrayView ? $"{names.Of(over)}.Length" : base.End(over);

    protected override string Literal(float value) => FloatLiteral(value);

    protected override string FusedMultiplyAdd(string a, string b, string c) => $"{dialect.FusedMultiplyAdd}({a}, {b}, {c})";

    protected override string Extreme(bool isGreater, string left, string right) => $"Math.{(isGreater ? "Max" : "Min")}({left}, {right})";

    protected override string SquareRoot(string value) => dialect.SquareRoot(value);

    protected override string IsNotANumber(string value) => $"float.IsNaN({value})";

    protected override string PowerOfTwo(string shifted) => dialect.PowerOfTwo(shifted);

    protected override string Rounded(string operation) => $"(float)({operation})";

    /// <summary>The type of a span over an array's elements.</summary>
    public static string Span(LoopArray array)
    {
        string element = array.Element switch
        {
            ElementType.Byte => "byte",
            ElementType.Integer => "int",
            _ => "float",
        };
        return $"{(array.IsWritable ? "Span" : "ReadOnlySpan")}<{element}>";
    }
}
