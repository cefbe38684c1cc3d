namespace LeNet.Generator.Planning;

/// <summary>
/// Columns of one output row whose sums stay in registers while the columns of the input pass, each once:
/// it meets every tap that it takes part in.
/// </summary>
/// <param name="Columns">Output columns.</param>
/// <param name="WeightsStay">Whether the weights of a kernel row have registers too.</param>
internal readonly record struct ColumnBlock(int Columns, bool WeightsStay)
{
    /// <summary>Multiply-adds that one loop body unrolls at most; more only makes code longer.</summary>
    private const int MostUnrolled = 240;

    public static ColumnBlock For(VectorTarget target, int width, int kernelWidth)
    {
        var weightsStay = kernelWidth <= target.Registers / 3;
        var weights = weightsStay ? kernelWidth : 1;
        var most = Math.Max(1, Math.Min(target.Registers - weights - 1, MostUnrolled / kernelWidth));
        return new ColumnBlock(RegisterBlock.Blocks(width, RegisterBlock.Blocks(width, most)), weightsStay);
    }

    /// <summary>Kernel columns that are written out: all, or one in a loop.</summary>
    public int Unrolled(int kernelWidth) => Columns * kernelWidth <= MostUnrolled ? kernelWidth : 1;

    /// <summary>Which output column and tap an input column takes part in; both ascend with the input column.</summary>
    public IEnumerable<(int Input, IReadOnlyList<(int Column, int Tap)> Uses)> Walk(int taps, int stride, int dilation)
    {
        var columns = Columns;
        return Enumerable.Range(0, columns)
            .SelectMany(column => Enumerable.Range(0, taps).Select(tap => (Input: (column * stride) + (tap * dilation), Column: column, Tap: tap)))
            .GroupBy(use => use.Input)
            .OrderBy(uses => uses.Key)
            .Select(uses => (uses.Key, (IReadOnlyList<(int, int)>)[.. uses.Select(use => (use.Column, use.Tap))]));
    }
}
