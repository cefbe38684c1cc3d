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

    /// <summary>
    /// The input columns in blocks, without any work on outputs that do not exist: blocks at the borders get fewer taps.
    /// </summary>
    public static IReadOnlyList<ColumnRun> Plan(int inputs, int outputs, int kernel, int stride, int dilation, int padding, int block)
    {
        List<ColumnRun> runs = [];
        for (var start = 0; start < inputs; start += block)
        {
            var columns = Math.Min(block, inputs - start);
            List<ColumnTap> taps = TapsOf(start, columns, outputs, kernel, stride, dilation, padding, out var firstOutput);
            if (runs.Count > 0
                && runs[runs.Count - 1] is var last
                && last.Columns == columns
                && last.Taps.SequenceEqual(taps)
                && (taps.Count == 0 || firstOutput == last.FirstOutput + (last.Count * (block / stride))))
            {
                runs[runs.Count - 1] = last with { Count = last.Count + 1, OutputStep = taps.Count == 0 ? 0 : block / stride };
            }
            else
            {
                runs.Add(new ColumnRun(start, columns, 1, firstOutput, 0, taps));
            }
        }

        return runs;
    }

    private static List<ColumnTap> TapsOf(int start, int columns, int outputs, int kernel, int stride, int dilation, int padding, out int firstOutput)
    {
        List<ColumnTap> taps = [];
        firstOutput = 0;

        // No other output reaches from its first tap at output · stride − padding to the block.
        var reach = (kernel - 1) * dilation;
        var begin = Math.Max(0, (start + padding - reach + stride - 1) / stride);
        for (var output = begin; output < outputs && (output * stride) - padding < start + columns; output++)
        {
            for (var v = 0; v < kernel; v++)
            {
                var column = (output * stride) + (v * dilation) - padding - start;
                if (column < 0 || column >= columns)
                {
                    continue;
                }

                if (taps.Count == 0)
                {
                    firstOutput = output;
                }

                taps.Add(new ColumnTap(output - firstOutput, v, column));
            }
        }

        return taps;
    }
}
