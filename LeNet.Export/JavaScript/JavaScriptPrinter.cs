using System.Globalization;
using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Generator.Emission;

namespace LeNet.Export.JavaScript;

/// <summary>Loops as JavaScript: numbers are doubles, rounded to floats by Math.fround and by Float32Array; parts of arrays are where they begin.</summary>
/// <param name="code">Where statements go.</param>
/// <param name="names">The names of arrays.</param>
internal sealed class JavaScriptPrinter(CodeWriter code, JavaScriptNames names) : LoopPrinter(code)
{
    protected override bool RoundsExplicitly => true;

    /// <summary>A float as the double that it is.</summary>
    public static string FloatLiteral(float value) => value switch
    {
        float.PositiveInfinity => "Infinity",
        float.NegativeInfinity => "-Infinity",
        _ when float.IsNaN(value) => "NaN",
        _ => ((double)value).ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
    };

    /// <summary>Writes a function.</summary>
    public void Write(LoopFunction function)
    {
        IEnumerable<string> parameters = [.. function.Arrays.Select(array => array.Name), .. function.Parameters.Select(parameter => parameter.Name)];
        Code.Line($"/** {function.Summary}. */");
        using (Code.Block($"function {JavaScriptNames.Of(function)}({string.Join(", ", parameters)})"))
        {
            Write(function.Body);
        }
    }

    protected override string Name(LoopFunction function) => JavaScriptNames.Of(function);

    protected override string Declared(Variable variable, bool isConstant) => $"{(isConstant ? "const" : "let")} {variable.Name}";

    protected override string Declared(ArrayView view, Expression offset)
    {
        (string array, string begin) = names.PlaceOf(view.Array);
        return $"const {view.Name} = {(begin.Length > 0 ? $"{begin} + " : "")}{Top(offset)}; // in {array}";
    }

    protected override string Element(LoopArray array, Expression index)
    {
        (string name, string begin) = names.PlaceOf(array);
        return begin.Length == 0 ? $"{name}[{Top(index)}]" : index is IntegerLiteral { Value: 0 } ? $"{name}[{begin}]" : $"{name}[{begin} + {Top(index)}]";
    }

    protected override string Stored(LoopArray array, Expression value) => array.Element == ElementType.Float ? Unrounded(value) : Top(value);

    protected override string Literal(float value) => FloatLiteral(value);

    protected override string FusedMultiplyAdd(string a, string b, string c) => $"multiplyAdd({a}, {b}, {c})";

    protected override string Extreme(bool isGreater, string left, string right) => $"Math.{(isGreater ? "max" : "min")}({left}, {right})";

    protected override string SquareRoot(string value) => $"fround(Math.sqrt({value}))";

    protected override string IsNotANumber(string value) => $"Number.isNaN({value})";

    protected override string PowerOfTwo(string shifted) => $"powerOfTwo({shifted})";

    protected override string IntegerQuotient(string left, string right) => $"Math.trunc({left} / {right})";

    protected override string Rounded(string operation) => $"fround({operation})";
}
