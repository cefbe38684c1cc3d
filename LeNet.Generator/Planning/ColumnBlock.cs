namespace LeNet.Generator.Planning;

/// <summary>
/// Columns of one output row whose sums stay in registers while the columns of the input pass, each once:
/// it meets every tap that it takes part in.
/// </summary>
/// <param name="Columns">Output columns.</param>
/// <param name="WeightsStay">Whether the weights of a kernel row have registers too.</param>
internal readonly record struct ColumnBlock(int Columns, bool WeightsStay)
{
    /// <summary>Output columns times input columns: each of these is a call for each of those, and the JIT compiles no more calls into one method.</summary>
    private const int MostMeetings = 400;

    public static ColumnBlock For(VectorTarget target, int width, int kernelWidth)
    {
        var weightsStay = kernelWidth <= target.Registers / 3;
        var weights = weightsStay ? kernelWidth : 1;
        var most = Math.Max(1, Math.Min(target.Registers - weights - 1, RegisterBlock.MostUnrolled / kernelWidth));
        while (weightsStay && most > 1 && most * (most + kernelWidth - 1) > MostMeetings)
        {
            most--;
        }

        return new ColumnBlock(RegisterBlock.Blocks(width, RegisterBlock.Blocks(width, most)), weightsStay);
    }

    /// <summary>Kernel columns that are written out: all, or one in a loop.</summary>
    public int Unrolled(int kernelWidth) => Columns * kernelWidth <= RegisterBlock.MostUnrolled ? kernelWidth : 1;

    /// <summary>The output columns and taps that each input column takes part in, input columns ascending.</summary>
    public IEnumerable<TapRun> Walk(int taps, int stride, int dilation)
    {
        var columns = Columns;
        return Enumerable.Range(0, columns)
            .SelectMany(column => Enumerable.Range(0, taps).Select(tap => (Input: (column * stride) + (tap * dilation), Column: column, Tap: tap)))
            .GroupBy(use => use.Input)
            .OrderBy(uses => uses.Key)
            .SelectMany(uses => stride % dilation == 0
                ? (IEnumerable<TapRun>)[new TapRun(uses.Key, uses.First().Column, uses.Count(), uses.Last().Tap, stride / dilation)]
                : uses.Select(use => new TapRun(uses.Key, use.Column, 1, use.Tap, 1)));
    }
}

/// <summary>Neighbouring output columns that an input column takes part in, each by a tap that lies before that of the last.</summary>
/// <param name="Input">The input column.</param>
/// <param name="FirstColumn">The first output column.</param>
/// <param name="Count">How many.</param>
/// <param name="LastTap">The tap of the last of them.</param>
/// <param name="TapStep">From a tap to that of the output column before.</param>
internal readonly record struct TapRun(int Input, int FirstColumn, int Count, int LastTap, int TapStep)
{
    /// <summary>The same, each output column for itself.</summary>
    public IEnumerable<TapRun> Apart()
    {
        TapRun run = this;
        return Enumerable.Range(0, Count)
            .Select(k => new TapRun(run.Input, run.FirstColumn + k, 1, run.LastTap + ((run.Count - 1 - k) * run.TapStep), 1));
    }
}
