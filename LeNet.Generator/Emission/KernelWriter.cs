using System.Globalization;
using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission;

/// <summary>Writes kernels of one vector width: the expressions that differ from width to width are here.</summary>
internal sealed class KernelWriter(CodeWriter code, NetworkPlan plan, VectorTarget target)
{
    public const int Lanes = ActivationBuffer.Lanes;

    private readonly SortedDictionary<string, Action<KernelWriter>> _helpers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(int Strips, int Vectors), AccumulatorBlock> _blocks = [];
    private readonly List<(string Name, string Result)> _operations = [];

    public CodeWriter Code { get; } = code;

    public NetworkPlan Plan { get; } = plan;

    public VectorTarget Target { get; } = target;

    /// <summary>Floats of a vector.</summary>
    public int Width => Target.Floats;

    /// <summary>Vector512&lt;float&gt;.</summary>
    public string Vector => CodeWriter.Invariant($"Vector{Target.Bits}<float>");

    /// <summary>Vector512, the static class.</summary>
    public string VectorClass => CodeWriter.Invariant($"Vector{Target.Bits}");

    /// <summary>Declares a block of zeros, whose type gets a short name in this file.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="block">Its shape.</param>
    /// <param name="what">What it is: "2 channels × 5 columns of the output".</param>
    public void Declare(string variable, AccumulatorBlock block, string what)
    {
        _blocks[(block.Strips, block.Vectors)] = block;
        Code.Line($"{block.Name} {variable} = default; // {what}");
    }

    /// <summary>The types of blocks that the bodies written so far declare.</summary>
    public IEnumerable<AccumulatorBlock> Blocks => _blocks.Values;

    /// <summary>Helpers that the bodies written so far use.</summary>
    public IEnumerable<Action<KernelWriter>> Helpers => _helpers.Values;

    /// <summary>An activation as a type that blocks store through.</summary>
    public string Operation(ActivationEmitter activation) => OperationType(
        $"Apply{activation.Name}", $"IActivation<{Vector}>", activation.Equation, $"{Vector} z", () => activation.Apply(this, "z"));

    /// <summary>A derivative as a type that blocks store gradients through.</summary>
    public string Derivative(ActivationEmitter activation) => OperationType(
        $"Times{activation.Name}Derivative", $"IDerivative<{Vector}>", $"g times the derivative, {activation.Derivative}", $"{Vector} y, {Vector} g", () => activation.ApplyDerivative(this, "y", "g"));

    private string OperationType(string name, string type, string summary, string parameters, Func<string> apply)
    {
        // Activations of a kind may differ in a number.
        var result = apply();
        var known = _operations.FindIndex(operation => operation == (name, result));
        if (known < 0)
        {
            known = _operations.Count;
            _operations.Add((name, result));
        }

        var alike = _operations.Take(known).Count(operation => operation.Name == name);
        var numbered = alike == 0 ? name : CodeWriter.Invariant($"{name}{alike + 1}");
        return Helper(numbered, kernel =>
        {
            CodeWriter code = kernel.Code;
            code.Line($"/// <summary>{summary}.</summary>");
            using (code.Block($"private readonly struct {numbered} : {type}"))
            {
                code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                code.Line($"public static {kernel.Vector} Apply({parameters}) => {result};");
            }
        });
    }

    /// <summary>What to add to an offset for the current part of the sixteen lanes.</summary>
    public string Lane => LaneOf(1);

    /// <summary>The first lane of the current part of the sixteen.</summary>
    public string FirstLane => Width < Lanes ? "lane" : "0";

    /// <summary>As <see cref="Lane"/>, in a loop that takes some vectors at a time.</summary>
    public string LaneOf(int vectors) => vectors * Width < Lanes ? " + lane" : "";

    /// <summary>A loop over the parts of sixteen lanes, where the vectors of a pass hold fewer.</summary>
    public CodeWriter.BlockScope LaneLoop(int vectors = 1) => vectors * Width < Lanes
        ? Code.Block($"for (int lane = 0; lane < {Lanes}; lane += {vectors * Width})")
        : default;

    public string Load(string span, int offset) => CodeWriter.Invariant($"Create({span}.Slice({offset}, {Width}))");

    public string Fma(string a, string b, string sum) => $"{sum} = FusedMultiplyAdd({a}, {b}, {sum});";

    /// <summary>Declares the span of a buffer, or of a group of its channels.</summary>
    public void Declare(string name, ActivationBuffer buffer, bool writable = false, int groups = 1) =>
        Code.Line($"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = {buffer.HomeName}.{Part(buffer.Offset, buffer.Floats, groups)}; // {buffer.Name} {buffer.Layout}{OfGroup(groups)}");

    /// <summary>Declares the span of a parameter, or of a group of its outputs.</summary>
    public void Declare(string name, ParameterPlan parameter, int groups = 1) =>
        Code.Line($"ReadOnlySpan<float> {name} = parameters.{Part(parameter.Offset, parameter.Count, groups)}; // {parameter.Title}{OfGroup(groups)}");

    /// <summary>A loop over groups of channels; nothing where there is but one.</summary>
    public CodeWriter.BlockScope GroupLoop(int groups) => groups == 1
        ? default
        : Code.Block($"for (int group = 0; group < {groups}; group++)");

    /// <summary>A slice of what lies at an offset: all of it, or the part of a group.</summary>
    public static string Part(int offset, int count, int groups) => groups == 1
        ? CodeWriter.Invariant($"Slice({offset}, {count})")
        : CodeWriter.Invariant($"Slice({Sum(Term(offset), Times("group", count / groups))}, {count / groups})");

    private static string OfGroup(int groups) => groups == 1 ? "" : ", the group's part";

    /// <summary>
    /// Blocks that cover a length, as a loop over their first index. Where the block size does not divide the length,
    /// the last block begins early and computes some values twice: allowed only where that does no harm.
    /// </summary>
    public CodeWriter.BlockScope OverlappingBlocks(string variable, int length, int block)
    {
        if (length % block == 0 || length <= block)
        {
            return Code.Loop(variable, length, block);
        }

        CodeWriter.BlockScope scope = Code.Block(
            $"for (int {variable}Block = 0; {variable}Block < {RegisterBlock.Blocks(length, block)}; {variable}Block++)");
        Code.Line($"int {variable} = Math.Min({variable}Block * {block}, {length - block}); // the last block overlaps the one before");
        return scope;
    }

    /// <summary>Blocks that cover a length exactly: whole ones in a loop, then what is left, each with its own body.</summary>
    public void ExactBlocks(string variable, int length, int block, Action<int> body)
    {
        var whole = length / block;
        var rest = length % block;
        if (whole > 1)
        {
            using (Code.Block($"for (int {variable} = 0; {variable} < {whole * block}; {variable} += {block})"))
            {
                body(block);
            }
        }
        else if (whole == 1)
        {
            using (rest > 0 ? Code.Braces() : default)
            {
                Code.Line($"const int {variable} = 0;");
                body(block);
            }
        }

        if (rest > 0)
        {
            Code.Line();
            using (Code.Braces())
            {
                Code.Line($"const int {variable} = {whole * block};");
                body(rest);
            }
        }
    }

    /// <summary>Has a helper emitted, once, and gives its name.</summary>
    public string Helper(string name, Action<KernelWriter> write)
    {
        _helpers[name] = write;
        return name;
    }

    /// <summary>Where row r of channel i begins in a buffer.</summary>
    public static string RowAt(ActivationBuffer buffer) => Sum(Times("i", buffer.ChannelFloats), Times("r", buffer.RowFloats), Term(buffer.Origin));

    /// <summary>Where the sixteen values at row r, column c of channel i are in a buffer.</summary>
    public static string ValueAt(ActivationBuffer buffer) =>
        Sum(Times("i", buffer.ChannelFloats), Times("r", buffer.RowFloats), Times("c", Lanes), Term(buffer.Origin));

    /// <summary>An offset of several terms, without those that are zero.</summary>
    public static string Sum(params string[] terms)
    {
        IEnumerable<string> present = terms.Where(term => term.Length > 0 && term != "0");
        var sum = string.Join(" + ", present);
        return sum.Length == 0 ? "0" : sum;
    }

    /// <summary>A float as C# source that gives the same bits again.</summary>
    public static string Literal(double value) => ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f";

    /// <summary>variable * factor, as short as it can be.</summary>
    public static string Times(string variable, int factor) => factor switch
    {
        0 => "",
        1 => variable,
        _ => CodeWriter.Invariant($"{variable} * {factor}"),
    };

    /// <summary>A number as a term of <see cref="Sum(string[])"/>.</summary>
    public static string Term(int value) => value == 0 ? "" : CodeWriter.Invariant($"{value}");
}
