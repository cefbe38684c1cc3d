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
            kernel => WriteGradient(kernel, block.Rows, rest));
        yield return RowsMethod(block.Rows);
        if (rest > 0)
        {
            yield return RowsMethod(rest);
        }

        KernelMethod RowsMethod(int rows) => new(
            $"SumRows{rows}Of{Title}",
            Phase.Helper,
            $"{step.Name}: gradients of the weights of {rows} output{(rows == 1 ? "" : "s")} from o on. Part of <see cref=\"SumGradient{Title}\"/>.",
            [],
            kernel => WriteRows(kernel, rows, block.Columns))
        {
            Signature = "ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int o",
        };
    }

    /// <summary>A block of outputs, with their whole rows of weights.</summary>
    public override int GradientUnit(ParameterPlan parameter, VectorTarget target) =>
        GradientBlock(target).Rows * (parameter.Count / _out);

    private RegisterBlock GradientBlock(VectorTarget target) =>
        RegisterBlock.ForOuterProduct(target, _out, RegisterBlock.Blocks(_in, target.Floats), stepsPerPass: 2);

    private void WriteGradient(KernelWriter kernel, int rows, int rest)
    {
        CodeWriter code = kernel.Code;
        code.Line($"(int begin, int end) = LaneMath.Share({RegisterBlock.Blocks(_out, rows)}, worker, workers); // in units of {rows} outputs");
        code.Line($"for (int o = begin * {rows}; o < Math.Min({_out}, end * {rows}); o += {rows})");
        using (code.Braces())
        {
            if (rest > 0)
            {
                code.Line($"int count = Math.Min({rows}, {_out} - o);");
            }
            else
            {
                code.Line($"const int count = {rows};");
            }

            if (rest > 0)
            {
                using (code.Block($"if (count == {rows})"))
                {
                    code.Line($"SumRows{rows}Of{Title}(records, tiles, first, gradient, o);");
                }

                using (code.Block("else"))
                {
                    code.Line($"SumRows{rest}Of{Title}(records, tiles, first, gradient, o);");
                }
            }
            else
            {
                code.Line($"SumRows{rows}Of{Title}(records, tiles, first, gradient, o);");
            }

            if (step.Bias is not null)
            {
                code.Line();
                code.Line($"Span<float> biasGradient = gradient.Slice({step.Bias.Offset} + o, count); // {step.Bias.Title}");
                using (code.Block("for (int m = 0; m < count; m++)"))
                {
                    code.Line("float sum = first ? 0f : biasGradient[m];");
                    using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
                    {
                        code.Line($"sum += LaneMath.Sum(records.Slice(tile * {kernel.Plan.RecordFloats} + {step.OutputGradient.Offset} + (o + m) * {Lanes}, {Lanes}));");
                    }

                    code.Line();
                    code.Line("biasGradient[m] = sum;");
                }
            }
        }
    }

    private void WriteRows(KernelWriter kernel, int rows, int columns)
    {
        CodeWriter code = kernel.Code;
        code.Line($"Span<float> weightGradient = gradient.Slice({step.Weight.Offset} + o * {_in}, {rows * _in}); // rows of {step.Weight.Title}");
        if (_in < kernel.Width)
        {
            code.Line("const int i = 0;");
            WriteRowsBlock(kernel, rows, [0], part: _in);
            return;
        }

        var vectors = RegisterBlock.Blocks(_in, kernel.Width);
        List<int> blocks = ColumnBlocks(vectors, columns, overlaps: _in % kernel.Width != 0);
        var start = 0;
        for (var b = 0; b < blocks.Count;)
        {
            // Equal blocks make a loop; one whose last vector overlaps is a body of its own.
            var size = blocks[b];
            var equal = blocks.Skip(b).TakeWhile(block => block == size).Count();
            var reachesOverlap = b + equal == blocks.Count && _in % kernel.Width != 0;
            equal -= reachesOverlap && equal > 1 ? 1 : 0;
            var overlaps = b + equal == blocks.Count && _in % kernel.Width != 0;
            if (b > 0)
            {
                code.Line();
            }

            using (equal == blocks.Count && equal == 1 ? default : equal > 1 ? default : code.Braces())
            using (equal > 1
                ? code.Block($"for (int i = {start * kernel.Width}; i < {(start + (equal * size)) * kernel.Width}; i += {size * kernel.Width})")
                : default)
            {
                if (equal == 1)
                {
                    code.Line($"const int i = {start * kernel.Width};");
                }

                List<int> offsets = [.. Enumerable.Range(0, size).Select(n => n * kernel.Width)];
                if (overlaps)
                {
                    offsets[size - 1] = _in - kernel.Width - (start * kernel.Width);
                    code.Line("// The last vector overlaps the one before it: both add the same terms to the same values.");
                }

                WriteRowsBlock(kernel, rows, offsets, part: 0);
            }

            start += equal * size;
            b += equal;
        }
    }

    /// <summary>
    /// Vectors in blocks of a size. A last vector that overlaps the one before it must share its block:
    /// both read the sum so far before either is stored.
    /// </summary>
    private static List<int> ColumnBlocks(int vectors, int size, bool overlaps)
    {
        List<int> blocks = [.. Enumerable.Repeat(size, vectors / size)];
        if (vectors % size > 0)
        {
            blocks.Add(vectors % size);
        }

        var last = blocks.Count - 1;
        if (overlaps && blocks[last] == 1)
        {
            blocks[last] = 2;
            blocks[last - 1]--;
            if (blocks[last - 1] == 0)
            {
                blocks.RemoveAt(last - 1);
            }
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
        code.Line($"// {rows} output{(rows == 1 ? "" : "s")} × {span} inputs stay in registers.");
        code.Line($"Span<float> gs = weightGradient.Slice(i, {((rows - 1) * _in) + span});");
        ForEach((m, n) => code.Line(CodeWriter.Invariant($"{kernel.Vector} g{m}_{n} = {kernel.Vector}.Zero;")));
        using (code.Block("if (!first)"))
        {
            code.Line("// The sums go on where those of the tiles before ended.");
            ForEach((m, n) => code.Line(part > 0
                ? CodeWriter.Invariant($"g{m}_{n} = {kernel.Helper("LoadPart", WriteLoadPart)}(gs.Slice({m * _in}, {part}));")
                : CodeWriter.Invariant($"g{m}_{n} = {kernel.Load("gs", (m * _in) + offsets[n])};")));
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
                    var sample = s;
                    OuterProduct(
                        rows,
                        columns,
                        m => code.Line($"{kernel.Vector} d{sample}_{m} = Create(ds[{(m * Lanes) + sample}]);"),
                        n => code.Line($"{kernel.Vector} x{sample}_{n} = {kernel.Load("xs", (sample * step.SampleFloats) + offsets[n])};"),
                        (m, n) => code.Line(kernel.Fma($"d{sample}_{m}", $"x{sample}_{n}", $"g{m}_{n}")));
                }
            }
        }

        code.Line();
        ForEach((m, n) => code.Line(part > 0
            ? CodeWriter.Invariant($"{kernel.Helper("StorePart", WriteStorePart)}(g{m}_{n}, gs.Slice({m * _in}, {part}));")
            : CodeWriter.Invariant($"g{m}_{n}.CopyTo(gs.Slice({(m * _in) + offsets[n]}, {kernel.Width}));")));

        void ForEach(Action<int, int> write)
        {
            for (var m = 0; m < rows; m++)
            {
                for (var n = 0; n < columns; n++)
                {
                    write(m, n);
                }
            }
        }
    }

    private static void WriteLoadPart(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>A vector whose first lanes come from a span that is shorter; the others are 0.</summary>");
        using (code.Block($"private static {kernel.Vector} LoadPart(ReadOnlySpan<float> values)"))
        {
            code.Line($"Span<float> whole = stackalloc float[{kernel.Width}];");
            code.Line("whole.Clear();");
            code.Line("values.CopyTo(whole);");
            code.Line($"return {kernel.VectorClass}.Create<float>(whole);");
        }
    }

    private static void WriteStorePart(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>Stores as many first lanes as the span takes.</summary>");
        using (code.Block($"private static void StorePart({kernel.Vector} vector, Span<float> values)"))
        {
            code.Line($"Span<float> whole = stackalloc float[{kernel.Width}];");
            code.Line("vector.CopyTo(whole);");
            code.Line("whole.Slice(0, values.Length).CopyTo(values);");
        }
    }
}
