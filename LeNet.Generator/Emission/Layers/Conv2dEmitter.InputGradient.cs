using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal partial class Conv2dEmitter
{
    /// <summary>
    /// A run of input columns of one row in registers, gathered from every output that it took part in;
    /// what the borders cut off is not computed.
    /// </summary>
    protected virtual void WriteInputGradient(KernelWriter kernel)
    {
        if (CodeSize.LoopsColumns(step.Layer) || kernel.Plan.HasManyLayers)
        {
            WriteWideInputGradient(kernel);
            return;
        }

        CodeWriter code = kernel.Code;
        using CodeWriter.BlockScope groups = kernel.GroupLoop(_groups);
        DeclareInputGradient(kernel);

        InputGradientBlock block = InputGradientBlock.For(kernel.Target, _connections is null ? _inputs : 1, step);
        IReadOnlyList<ColumnRun> runs = block.Runs;
        kernel.ExactBlocks("i", _inputs, block.Channels, size =>
        {
            using (code.Loop("p", _in.Height))
            {
                if (runs.Any(run => run.Taps.Count > 0))
                {
                    DeclareOutputRows(kernel);
                }

                using (kernel.LaneLoop())
                {
                    foreach (ColumnRun run in runs)
                    {
                        code.Line();
                        using (runs.Count > 1 || run.Count > 1 ? code.Braces() : default)
                        {
                            WriteInputColumns(kernel, run, size);
                        }
                    }
                }
            }
        });
    }

    private void DeclareInputGradient(KernelWriter kernel)
    {
        DeclareOutputTable(kernel);
        kernel.Declare("weight", step.Weight, _groups);
        kernel.Declare("delta", step.OutputGradient, groups: _groups);
        DeclareInputAndGradient(kernel, step, _groups);
        kernel.Code.Line();
    }

    protected void DeclareOutputRows(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var row = Sum("p", Term(_padding.Top));
        code.Line("// the output rows that this input row took part in");
        if (_dilation.Height > 1)
        {
            DeclareDilated(kernel, "first", "last", "p", _padding.Top, _kernel.Height, _stride.Height, _dilation.Height, _out.Height);
            return;
        }

        var first = _kernel.Height == _stride.Height && _padding.Top == 0
            ? Divide("p", _stride.Height)
            : $"Math.Max(0, {Divide($"({row} - {_kernel.Height - _stride.Height})", _stride.Height)})";
        code.Line($"int first = {first};");
        code.Line($"int last = Math.Min({_out.Height - 1}, {Divide(_padding.Top == 0 ? "p" : $"({row})", _stride.Height)});");
    }

    /// <summary>
    /// The outputs that an input took part in, from first to last: those output · stride that are a whole number of dilations
    /// away from its position. With g = gcd(stride, dilation) there are none unless g divides the position; else they are
    /// congruent to position / g times the inverse of stride / g, modulo dilation / g.
    /// </summary>
    private static void DeclareDilated(
        KernelWriter kernel, string first, string last, string position, int padding, int size, int stride, int dilation, int outputs)
    {
        var at = Sum(position, Term(padding));
        var enclosed = padding == 0 ? at : $"({at})";
        var beyond = ((size - 1) * dilation) - (stride - 1);
        var divisor = GreatestCommonDivisor(stride, dilation);
        var modulus = dilation / divisor;
        var end = $"Math.Min({CodeWriter.Invariant($"{outputs - 1}")}, {Divide(enclosed, stride)})";
        kernel.Code.Line($"int {first} = Math.Max(0, {Divide($"({at} - {beyond})", stride)});");
        if (modulus > 1)
        {
            var inverse = Enumerable.Range(1, modulus).First(factor => (long)factor * (stride / divisor) % modulus == 1);
            var quotient = CodeWriter.Invariant($"{Divide(enclosed, divisor)} % {modulus}");
            var congruent = inverse == 1 ? quotient
                : (long)inverse * modulus <= int.MaxValue ? CodeWriter.Invariant($"{quotient} * {inverse} % {modulus}")
                : CodeWriter.Invariant($"(int)((long)({quotient}) * {inverse} % {modulus})");
            kernel.Code.Line($"{first} += ({congruent} - {first} % {modulus} + {modulus}) % {modulus};");
        }

        kernel.Code.Line($"int {last} = {(divisor == 1 ? end : CodeWriter.Invariant($"{enclosed} % {divisor} == 0 ? {end} : -1"))};");
    }

    /// <summary>A loop over the outputs of <see cref="DeclareDilated"/>, or all from first to last.</summary>
    private static CodeWriter.BlockScope OutputLoop(CodeWriter code, string variable, string first, string last, int stride, int dilation)
    {
        var apart = dilation / GreatestCommonDivisor(stride, dilation);
        return code.Block($"for (int {variable} = {first}; {variable} <= {last}; {(apart == 1 ? variable + "++" : CodeWriter.Invariant($"{variable} += {apart}"))})");
    }

    /// <summary>Which tap an output and an input meet at.</summary>
    private static string Tap(string position, int padding, string output, int stride, int dilation)
    {
        var distance = $"{Sum(position, Term(padding))} - {Times(output, stride)}";
        return dilation == 1 ? distance : CodeWriter.Invariant($"({distance}) / {dilation}");
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static string Divide(string expression, int divisor) =>
        divisor == 1 ? expression : CodeWriter.Invariant($"{expression} / {divisor}");

    private void WriteInputColumns(KernelWriter kernel, ColumnRun run, int channels)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer delta = step.OutputGradient;
        var area = _kernel.Area;
        using (run.Count > 1
            ? code.Block($"for (int block = 0; block < {run.Count}; block++)")
            : default)
        {
            AccumulatorBlock g = new(run.Columns, channels, KeepsColumns: false);
            kernel.Declare("g", g, CodeWriter.Invariant($"{(channels > 1 ? CodeWriter.Invariant($"{channels} channels × ") : "")}input columns {run.Start} to {run.Start + (run.Columns * run.Count) - 1}{(run.Count > 1 ? CodeWriter.Invariant($", {run.Columns} at a time") : "")}"));
            if (run.Taps.Count > 0)
            {
                using (OutputLoop(kernel))
                using (OutputLoop(code, "r", "first", "last", _stride.Height, _dilation.Height))
                {
                    code.Line($"int u = {Tap("p", _padding.Top, "r", _stride.Height, _dilation.Height)};");
                    var dOrigin = Sum(
                        Times("o", delta.ChannelFloats),
                        Times("r", delta.RowFloats),
                        run.Count > 1 ? Times("block", run.OutputStep * Lanes) : "",
                        Term((run.FirstOutput * Lanes) + delta.Origin)) + kernel.Lane;
                    var wOrigin = Sum(Times("o", _inputs * area), Times("i", area), Times("u", _kernel.Width));
                    code.Line($"ReadOnlySpan<float> ds = delta.Slice({dOrigin}, {((run.Outputs - 1) * Lanes) + kernel.Width});");
                    code.Line($"ReadOnlySpan<float> ws = weight.Slice({wOrigin}, {((channels - 1) * area) + _kernel.Width});");
                    // Kernel columns in descending order give each input column its output columns in ascending order.
                    foreach (IGrouping<int, ColumnTap> taps in run.Taps.GroupBy(tap => tap.KernelColumn).OrderByDescending(taps => taps.Key))
                    {
                        foreach (ColumnTap first in _stride.Width == 1 ? taps.Take(1) : taps)
                        {
                            var count = _stride.Width == 1 ? taps.Count() : 1;
                            var some = count == run.Columns ? "" : CodeWriter.Invariant($", {first.Column}, {count}");
                            code.Line($"g.PassVectors(ws, {taps.Key}, {area}, ds, {first.OutputColumn * Lanes}, {Lanes}{some});");
                        }
                    }
                }
            }

            code.Line();
            var column = run.Count > 1 ? Times("block", run.Columns * Lanes) : "";
            WriteGradientStores(
                kernel,
                step,
                g,
                channels,
                run.Columns,
                buffer => Sum(Times("i", buffer.ChannelFloats), Times("p", buffer.RowFloats), column, Term((run.Start * Lanes) + buffer.Origin)),
                buffer => buffer.ChannelFloats);
        }
    }
}
