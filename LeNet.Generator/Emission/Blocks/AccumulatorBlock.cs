using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission.Blocks;

/// <summary>
/// A struct of rows × columns accumulators, emitted once for all kernels of a class that keep as many in registers. RyuJIT gives
/// each field of it a register, and its methods, which are inlined, take the place of what would be written out in every kernel.
/// </summary>
internal sealed partial class AccumulatorBlock(KernelWriter kernel, int rows, int columns)
{
    private readonly SortedDictionary<string, BlockMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>Block4x5.</summary>
    public string Name { get; } = CodeWriter.Invariant($"Block{rows}x{columns}");

    private string Vector => kernel.Vector;

    /// <summary>The accumulator at a row and column: a1_0.</summary>
    private static string At(int row, int column) => CodeWriter.Invariant($"a{row}_{column}");

    /// <summary>Declares a block of zeros.</summary>
    /// <param name="kept">What it is: "2 channels × 5 columns of the output".</param>
    public void Declare(string variable, string kept) => kernel.Code.Line($"{Name} {variable} = default; // {kept}");

    /// <summary>Writes the struct with the methods that were asked for.</summary>
    public void Write(CodeWriter code)
    {
        code.Line($"/// <summary>{rows} × {columns} accumulators, which stay in registers.</summary>");
        using (code.Block($"private struct {Name}"))
        {
            for (var m = 0; m < rows; m++)
            {
                code.Line($"public {Vector} {string.Join(", ", Enumerable.Range(0, columns).Select(n => At(m, n)))};");
            }

            foreach (KeyValuePair<string, BlockMethod> method in _methods)
            {
                code.Line();
                code.Line($"/// <summary>{method.Value.Summary}</summary>");
                code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                using (code.Block($"public void {method.Key}({method.Value.Parameters})"))
                {
                    foreach (var line in method.Value.Body)
                    {
                        code.Line(line);
                    }
                }
            }
        }
    }

    /// <summary>Has a method emitted, once, and gives its name: another one that differs gets a number behind it.</summary>
    private string Method(string name, BlockMethod method)
    {
        for (var number = 1; ; number++)
        {
            var numbered = number == 1 ? name : CodeWriter.Invariant($"{name}{number}");
            if (!_methods.TryGetValue(numbered, out BlockMethod? known))
            {
                _methods.Add(numbered, method);
                return numbered;
            }

            if (known.IsSameAs(method))
            {
                return numbered;
            }
        }
    }

    /// <summary>A statement for each accumulator, row by row.</summary>
    private static List<string> ForEach(int rows, int columns, Func<int, int, string> statement) =>
        [.. Enumerable.Range(0, rows).SelectMany(m => Enumerable.Range(0, columns).Select(n => statement(m, n)))];

    /// <summary>A method of the struct.</summary>
    private sealed record BlockMethod(string Summary, string Parameters, IReadOnlyList<string> Body)
    {
        public bool IsSameAs(BlockMethod other) => Parameters == other.Parameters && Body.SequenceEqual(other.Body);
    }
}
