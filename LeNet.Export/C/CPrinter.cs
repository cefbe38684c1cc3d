using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.C;

/// <summary>Loops as C99: parts of arrays are pointers.</summary>
/// <param name="code">Where statements go.</param>
/// <param name="names">The names of arrays.</param>
internal sealed class CPrinter(CodeWriter code, CNames names) : LoopPrinter(code)
{
    /// <summary>A float literal.</summary>
    public static string FloatLiteral(float value) => value switch
    {
        float.PositiveInfinity => "INFINITY",
        float.NegativeInfinity => "-INFINITY",
        _ when float.IsNaN(value) => "NAN",
        _ => SharedText.Shortest(value) + "f",
    };

    /// <summary>Writes a function.</summary>
    public void Write(LoopFunction function)
    {
        string type = function.Returns == Scalar.Integer ? "int" : "float";
        string kind = function.Arrays.Count > 0 ? "static" : "static inline";
        IEnumerable<string> parameters = [.. function.Arrays.Select(Parameter), .. function.Parameters.Select(parameter => $"{Type(parameter)} {Name(parameter)}")];
        Code.Line($"/* {function.Summary}. */");
        using (Code.Block($"{kind} {type} {CNames.Of(function)}({string.Join(", ", parameters)})"))
        {
            Write(function.Body);
        }
    }

    /// <summary>An array as a parameter.</summary>
    public static string Parameter(ArrayParameter array) => $"{(array.IsWritable ? "" : "const ")}{Type(array)} *restrict {array.Name}";

    /// <summary>The type of an array's elements.</summary>
    public static string Type(LoopArray array) => array.Element switch
    {
        ElementType.Byte => "uint8_t",
        ElementType.Integer => "int32_t",
        _ => "float",
    };

    protected override string Name(Variable variable) => Casing.Snake(variable.Name);

    protected override string Name(LoopFunction function) => CNames.Of(function);

    protected override string Declared(Variable variable, bool isConstant) => $"{(isConstant ? "const " : "")}{Type(variable)} {Name(variable)}";

    private static string Type(Variable variable) => variable.Type == Scalar.Integer ? "int" : "float";

    protected override string Declared(ArrayView view, Expression offset) =>
        $"{(view.IsWritable ? "" : "const ")}{Type(view)} *const {view.Name} = {names.Of(view.Array)} + {Term(offset)};";

    protected override string Element(LoopArray array, Expression index) => $"{names.Of(array)}[{Top(index)}]";

    protected override string Stored(LoopArray array, Expression value) => array.Element == ElementType.Byte ? $"(uint8_t)({Top(value)})" : Top(value);

    protected override string Literal(float value) => FloatLiteral(value);

    protected override string FusedMultiplyAdd(string a, string b, string c) => $"multiply_add({a}, {b}, {c})";

    protected override string Extreme(bool isGreater, string left, string right) => $"{(isGreater ? "greater" : "lesser")}_of({left}, {right})";

    protected override string SquareRoot(string value) => $"sqrtf({value})";

    protected override string IsNotANumber(string value) => $"{value} != {value}";

    protected override string PowerOfTwo(string shifted) => $"power_of_two({shifted})";

    protected override string ToFloat(string value) => $"(float){value}";
}
