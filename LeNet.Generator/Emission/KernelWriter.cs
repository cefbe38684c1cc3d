using System.Globalization;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission;

/// <summary>Writes kernels of one vector width: the expressions that differ from width to width are here.</summary>
internal sealed class KernelWriter(CodeWriter code, NetworkPlan plan, VectorTarget target)
{
    public const int Lanes = ActivationBuffer.Lanes;

    private readonly SortedDictionary<string, Action<KernelWriter>> _helpers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(int Rows, int Columns), AccumulatorBlock> _blocks = [];

    public CodeWriter Code { get; } = code;

    public NetworkPlan Plan { get; } = plan;

    public VectorTarget Target { get; } = target;

    /// <summary>Floats of a vector.</summary>
    public int Width => Target.Floats;

    /// <summary>Vector512&lt;float&gt;.</summary>
    public string Vector => CodeWriter.Invariant($"Vector{Target.Bits}<float>");

    /// <summary>Vector512, the static class.</summary>
    public string VectorClass => CodeWriter.Invariant($"Vector{Target.Bits}");

    /// <summary>Writes what the bodies written so far use: blocks of accumulators and helpers, an empty line before each.</summary>
    public void WriteHelpers()
    {
        foreach (AccumulatorBlock block in _blocks.Values)
        {
            Code.Line();
            block.Write(Code);
        }

        foreach (Action<KernelWriter> helper in _helpers.Values)
        {
            Code.Line();
            helper(this);
        }
    }

    /// <summary>Has a struct of accumulators emitted, once, with the methods that are asked of it.</summary>
    public AccumulatorBlock Block(int rows, int columns)
    {
        if (!_blocks.TryGetValue((rows, columns), out AccumulatorBlock? block))
        {
            block = new AccumulatorBlock(this, rows, columns);
            _blocks.Add((rows, columns), block);
        }

        return block;
    }

    /// <summary>What to add to an offset for the current part of the sixteen lanes.</summary>
    public string Lane => Width < Lanes ? " + lane" : "";

    /// <summary>The first lane of the current part of the sixteen.</summary>
    public string FirstLane => Width < Lanes ? "lane" : "0";

    /// <summary>A loop over the parts of sixteen lanes, where a vector holds fewer.</summary>
    public CodeWriter.BlockScope LaneLoop() => Width < Lanes
        ? Code.Block($"for (int lane = 0; lane < {Lanes}; lane += {Width})")
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

    /// <summary>
    /// An outer product on accumulators: the operands of the smaller side are loaded first and stay in registers,
    /// while those of the other pass through one.
    /// </summary>
    public static void OuterProduct(int rows, int columns, Action<int> loadRow, Action<int> loadColumn, Action<int, int> multiply)
    {
        var keepsColumns = columns <= rows;
        (var kept, var passing) = keepsColumns ? (columns, rows) : (rows, columns);
        for (var k = 0; k < kept; k++)
        {
            (keepsColumns ? loadColumn : loadRow)(k);
        }

        for (var p = 0; p < passing; p++)
        {
            (keepsColumns ? loadRow : loadColumn)(p);
            for (var k = 0; k < kept; k++)
            {
                multiply(keepsColumns ? p : k, keepsColumns ? k : p);
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
