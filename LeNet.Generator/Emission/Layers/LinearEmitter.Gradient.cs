using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal sealed partial class LinearEmitter
{
    /// <summary>
    /// The weight gradient of a batch is a matrix product over its samples: a block of outputs × vectors of inputs
    /// stays in registers while the samples pass in order, so that the sum does not depend on who computes it.
    /// </summary>
    private IEnumerable<KernelMethod> GradientMethods(VectorTarget target)
    {
        RegisterBlock block = GradientBlock(target);
        var rest = _out % block.Rows;
        yield return new KernelMethod(
            $"SumGradient{Title}",
            Phase.Gradient,
            $"{step.Name}: gradients of its parameters over the batch, the samples in order. Its forward: <see cref=\"Forward{Title}\"/>.",
            [
                "∂L/∂w[o,i] = Σ_sample ∂L/∂z[o] · x[i]",
                .. step.Bias is null ? Array.Empty<string>() : ["∂L/∂b[o] = Σ_sample ∂L/∂z[o]"],
            ],
            kernel => WriteGradient(kernel, block.Rows, rest, ColumnsOf(target, block.Columns)));
        IReadOnlyList<ColumnBlocks> columns = ColumnsOf(target, block.Columns);
        foreach (var rows in rest > 0 ? (int[])[block.Rows, rest] : [block.Rows])
        {
            foreach (ColumnBlocks blocks in columns)
            {
                yield return new KernelMethod(
                    RowsMethod(rows, blocks, columns),
                    Phase.Helper,
                    $"{step.Name}: gradients of {(columns.Count == 1 ? "the" : "some")} weights of {rows} output{(rows == 1 ? "" : "s")} from o on. Part of <see cref=\"SumGradient{Title}\"/>.",
                    [],
                    kernel => WriteRows(kernel, rows, blocks))
                {
                    Signature = "ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int o",
                };
            }
        }
    }

    /// <summary>Each body is a method of its own: beyond 512 variables, those of inlined calls included, RyuJIT inlines no more.</summary>
    private string RowsMethod(int rows, ColumnBlocks blocks, IReadOnlyList<ColumnBlocks> all) =>
        all.Count == 1 ? $"SumRows{rows}Of{Title}" : CodeWriter.Invariant($"SumRows{rows}From{blocks.Offset}Of{Title}");

    /// <summary>A block of outputs, with their whole rows of weights.</summary>
    public override int GradientUnit(ParameterPlan parameter, VectorTarget target) =>
        GradientBlock(target).Rows * (parameter.Count / _out);

    private RegisterBlock GradientBlock(VectorTarget target) =>
        RegisterBlock.ForOuterProduct(target, _out, RegisterBlock.Blocks(_in, target.Floats), stepsPerPass: 2);

    private void WriteGradient(KernelWriter kernel, int rows, int rest, IReadOnlyList<ColumnBlocks> columns)
    {
        CodeWriter code = kernel.Code;
        code.Line($"(int begin, int end) = LaneMath.Share({RegisterBlock.Blocks(_out, rows)}, worker, workers); // in units of {rows} outputs");
        code.Line($"for (int o = begin * {rows}; o < Math.Min({_out}, end * {rows}); o += {rows})");
        using (code.Braces())
        {
            if (rest > 0)
            {
                code.Line($"int count = Math.Min({rows}, {_out} - o);");
                using (code.Block($"if (count == {rows})"))
                {
                    WriteRowsCalls(rows);
                }

                using (code.Block("else"))
                {
                    WriteRowsCalls(rest);
                }
            }
            else
            {
                WriteRowsCalls(rows);
            }

            if (step.Bias is not null)
            {
                (var count, var lanes) = rest > 0 ? ("count", $"count * {Lanes}") : (CodeWriter.Invariant($"{rows}"), CodeWriter.Invariant($"{rows * Lanes}"));
                code.Line();
                code.Line($"Span<float> biasGradient = gradient.Slice({step.Bias.Offset} + o, {count}); // {step.Bias.Title}");
                using (code.Block("if (first)"))
                {
                    code.Line("biasGradient.Clear();");
                }

                code.Line();
                using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
                {
                    code.Line($"LaneMath.AddSums(records.Slice(tile * {kernel.Plan.RecordFloats} + {step.OutputGradient.Offset} + o * {Lanes}, {lanes}), biasGradient);");
                }
            }
        }

        void WriteRowsCalls(int outputs)
        {
            foreach (ColumnBlocks blocks in columns)
            {
                code.Line($"{RowsMethod(outputs, blocks, columns)}(records, tiles, first, gradient, o);");
            }
        }
    }

    private void WriteRows(KernelWriter kernel, int rows, ColumnBlocks blocks)
    {
        CodeWriter code = kernel.Code;
        code.Line($"Span<float> weightGradient = gradient.Slice({step.Weight.Offset} + o * {_in}, {rows * _in}); // rows of {step.Weight.Title}");
        if (_in < kernel.Width)
        {
            code.Line("const int i = 0;");
            WriteRowsBlock(kernel, rows, [0], part: _in);
            return;
        }

        List<int> offsets = [.. Enumerable.Range(0, blocks.Vectors).Select(n => n * kernel.Width)];
        if (blocks.Overlaps)
        {
            offsets[blocks.Vectors - 1] = _in - kernel.Width - blocks.Offset;
            code.Line("// The last vector overlaps the one before it: both add the same terms to the same values.");
        }

        if (blocks.Count == 1)
        {
            code.Line($"const int i = {blocks.Offset};");
            WriteRowsBlock(kernel, rows, offsets, part: 0);
            return;
        }

        var floats = blocks.Vectors * kernel.Width;
        using (code.Block($"for (int i = {blocks.Offset}; i < {blocks.Offset + (blocks.Count * floats)}; i += {floats})"))
        {
            WriteRowsBlock(kernel, rows, offsets, part: 0);
        }
    }

    /// <summary>Equal blocks of vectors of a row of weights, which share one body.</summary>
    /// <param name="Offset">The first input.</param>
    /// <param name="Count">How many blocks.</param>
    /// <param name="Vectors">Vectors of a block.</param>
    /// <param name="Overlaps">Whether the last vector begins early, so that it ends with the row.</param>
    private readonly record struct ColumnBlocks(int Offset, int Count, int Vectors, bool Overlaps);

    /// <summary>
    /// A row's vectors in blocks of a size. A last vector that overlaps the one before it must share its block:
    /// both read the sum so far before either is stored.
    /// </summary>
    private IReadOnlyList<ColumnBlocks> ColumnsOf(VectorTarget target, int size)
    {
        var overlaps = _in > target.Floats && _in % target.Floats != 0;
        var vectors = RegisterBlock.Blocks(_in, target.Floats);
        var whole = vectors / size;
        var rest = vectors % size;
        List<int> last = rest > 0 ? [rest] : [];
        if (overlaps && size == 1)
        {
            whole -= 2;
            last = [2];
        }
        else if (overlaps && rest == 0)
        {
            whole--;
            last = [size];
        }
        else if (overlaps && rest == 1)
        {
            whole--;
            last = [size - 1, 2];
        }

        List<ColumnBlocks> blocks = [];
        if (whole > 0)
        {
            blocks.Add(new ColumnBlocks(0, whole, size, Overlaps: false));
        }

        var offset = whole * size * target.Floats;
        for (var b = 0; b < last.Count; b++)
        {
            blocks.Add(new ColumnBlocks(offset, 1, last[b], overlaps && b == last.Count - 1));
            offset += last[b] * target.Floats;
        }

        return blocks;
    }

    /// <param name="offsets">Where each vector of a row begins, from input i on.</param>
    /// <param name="part">Inputs in all, where they are fewer than a vector; else 0.</param>
    private void WriteRowsBlock(KernelWriter kernel, int rows, IReadOnlyList<int> offsets, int part)
    {
        const int Unrolled = 2;
        CodeWriter code = kernel.Code;
        var record = kernel.Plan.RecordFloats;
        var columns = offsets.Count;
        var span = part > 0 ? part : offsets[columns - 1] + kernel.Width;
        var readSpan = offsets[columns - 1] + kernel.Width;
        RowBlocks g = new(kernel, "g", rows, offsets);
        code.Line($"Span<float> gs = weightGradient.Slice(i, {((rows - 1) * _in) + span});");
        if (part > 0)
        {
            code.Line($"Span<float> parts = stackalloc float[{rows * kernel.Width}]; // a vector for each row, which is shorter");
            code.Line("parts.Clear();");
        }

        g.Declare(CodeWriter.Invariant($"{rows} output{(rows == 1 ? "" : "s")} × {(g.Overlaps ? (columns - 1) * kernel.Width : span)} inputs"), "and the last ones");
        using (code.Block("if (!first)"))
        {
            code.Line("// The sums go on where those of the tiles before ended.");
            if (part > 0)
            {
                using (code.Block($"for (int m = 0; m < {rows}; m++)"))
                {
                    code.Line($"gs.Slice(m * {_in}, {part}).CopyTo(parts.Slice(m * {kernel.Width}));");
                }
            }

            g.Write(block => part > 0 ? block.Block.Load("parts", kernel.Width, 0) : block.Block.Load(block.In("gs"), _in, block.Stride));
        }

        code.Line();
        using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
        {
            code.Line($"ReadOnlySpan<float> samples = records.Slice(tile * {record} + {step.SamplesOffset} + i, {((Lanes - 1) * step.SampleFloats) + readSpan});");
            code.Line($"ReadOnlySpan<float> delta = records.Slice(tile * {record} + {step.OutputGradient.Offset} + o * {Lanes}, {rows * Lanes});");
            using (code.Block($"for (int sample = 0; sample < {Lanes}; sample += {Unrolled})"))
            {
                code.Line($"ReadOnlySpan<float> xs = samples.Slice(sample * {step.SampleFloats}, {((Unrolled - 1) * step.SampleFloats) + readSpan});");
                code.Line($"ReadOnlySpan<float> ds = delta.Slice(sample, {((rows - 1) * Lanes) + Unrolled});");
                for (var s = 0; s < Unrolled; s++)
                {
                    g.Write(block => block.Block.MultiplyAdd(new("ds", s, Lanes), new("xs", (s * step.SampleFloats) + block.Offset, block.Stride)));
                }
            }
        }

        code.Line();
        g.Write(block => part > 0 ? block.Block.Store(kernel, "parts", kernel.Width, 0) : block.Block.Store(kernel, block.In("gs"), _in, block.Stride));
        if (part > 0)
        {
            using (code.Block($"for (int m = 0; m < {rows}; m++)"))
            {
                code.Line($"parts.Slice(m * {kernel.Width}, {part}).CopyTo(gs.Slice(m * {_in}));");
            }
        }
    }
}
