using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning;

/// <summary>One multiply-add of an input gradient: which output column meets which kernel column at which input column.</summary>
/// <param name="OutputColumn">Counted from the block's first output column.</param>
/// <param name="Column">Counted from the block's first input column.</param>
internal readonly record struct ColumnTap(int OutputColumn, int KernelColumn, int Column);

/// <summary>Neighbouring blocks of input columns that need the same multiply-adds: one body in a loop.</summary>
/// <param name="Start">First input column of the first block.</param>
/// <param name="Columns">Input columns of a block.</param>
/// <param name="Count">Blocks.</param>
/// <param name="FirstOutput">First output column of the first block.</param>
/// <param name="OutputStep">Output columns from one block to the next.</param>
/// <param name="Taps">By output column, then kernel column.</param>
internal sealed record ColumnRun(int Start, int Columns, int Count, int FirstOutput, int OutputStep, IReadOnlyList<ColumnTap> Taps)
{
    /// <summary>Output columns from the first that a block reads to the last.</summary>
    public int Outputs => Taps.Count == 0 ? 0 : Taps.Max(tap => tap.OutputColumn) + 1;

    /// <summary>The input columns of a convolution in blocks.</summary>
    public static IReadOnlyList<ColumnRun> Plan(ShapedLayer layer, int block)
    {
        var convolution = (Conv2d)layer.Layer;
        return Plan(
            layer.Input.Width,
            layer.Output.Width,
            convolution.Kernel.Width,
            convolution.Stride.Width,
            convolution.Dilation.Width,
            convolution.Margins.Left,
            block);
    }

    /// <summary>
    /// The input columns in blocks, without any work on outputs that do not exist: blocks at the borders get fewer taps.
    /// </summary>
    private static IReadOnlyList<ColumnRun> Plan(int inputs, int outputs, int kernel, int stride, int dilation, int padding, int block)
    {
        List<ColumnRun> runs = [];
        var step = block / stride;
        for (var start = 0; start < inputs;)
        {
            var columns = Math.Min(block, inputs - start);
            List<ColumnTap> taps = TapsOf(start, columns, outputs, kernel, stride, dilation, padding, out var firstOutput);
            var count = Alike(start, columns);
            if (runs.Count > 0
                && runs[runs.Count - 1] is var last
                && last.Columns == columns
                && last.Taps.SequenceEqual(taps)
                && (taps.Count == 0 || firstOutput == last.FirstOutput + (last.Count * step)))
            {
                runs[runs.Count - 1] = last with { Count = last.Count + count, OutputStep = taps.Count == 0 ? 0 : step };
            }
            else
            {
                runs.Add(new ColumnRun(start, columns, count, firstOutput, count == 1 || taps.Count == 0 ? 0 : step, taps));
            }

            start += count * columns;
        }

        return runs;

        // Away from the borders a block is like the one before it. These are taken together, for a row may be long.
        int Alike(int start, int columns)
        {
            var isInside = columns == block && block % stride == 0 && start + padding - ((kernel - 1) * dilation) >= 0;
            var end = Math.Min(inputs, (outputs * stride) - padding);
            return isInside ? Math.Max(1, (end - start) / block) : 1;
        }
    }

    private static List<ColumnTap> TapsOf(int start, int columns, int outputs, int kernel, int stride, int dilation, int padding, out int firstOutput)
    {
        List<ColumnTap> taps = [];
        for (var v = 0; v < kernel; v++)
        {
            for (var column = 0; column < columns; column++)
            {
                var position = start + column + padding - (v * dilation);
                if (position >= 0 && position % stride == 0 && position / stride < outputs)
                {
                    taps.Add(new ColumnTap(position / stride, v, column));
                }
            }
        }

        var first = taps.Count == 0 ? 0 : taps.Min(tap => tap.OutputColumn);
        firstOutput = first;
        return [.. taps
            .Select(tap => tap with { OutputColumn = tap.OutputColumn - first })
            .OrderBy(tap => tap.OutputColumn)
            .ThenBy(tap => tap.KernelColumn)];
    }
}
