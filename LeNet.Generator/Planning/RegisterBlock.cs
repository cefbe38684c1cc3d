namespace LeNet.Generator.Planning;

/// <summary>A block of accumulators that stays in registers: the outer product of <c>Rows</c> and <c>Columns</c> operands.</summary>
internal readonly record struct RegisterBlock(int Rows, int Columns)
{
    /// <summary>Cycles that a dependent fused multiply-add waits, on every core that matters (Zen 4 and 5, Golden Cove, Neoverse).</summary>
    public const double Latency = 4;

    /// <summary>Fused multiply-adds a cycle, and loads a cycle: the ratio counts, not the scale.</summary>
    public const double PerCycle = 2;

    /// <summary>What one pass of the inner loop costs beside its arithmetic: two slices and the loop's end, in cycles.</summary>
    private const double Overhead = 1.5;

    /// <summary>
    /// Calls in a pass that unrolls its steps: one for each row, and one for each accumulator. The JIT compiles no more into one method; longer passes
    /// are loops, whose steps are fewer.
    /// </summary>
    private const int MostCalls = 250;

    /// <summary>Multiply-adds that one pass of an inner loop writes out at most; more only makes code longer, and is a loop.</summary>
    public const int MostUnrolled = 240;

    /// <summary>
    /// The block for an outer product of <paramref name="rows"/> × <paramref name="columns"/> results that takes the fewest cycles:
    /// arithmetic, loads or latency, whichever bounds, times the number of blocks, counting what overlapping blocks compute twice.
    /// </summary>
    /// <param name="target">Its registers hold the accumulators, one operand of each column and one broadcast.</param>
    /// <param name="stepsPerPass">Outer products that one pass of the inner loop unrolls.</param>
    public static RegisterBlock ForOuterProduct(VectorTarget target, int rows, int columns, int stepsPerPass)
    {
        RegisterBlock best = new(1, 1);
        var bestCost = double.MaxValue;
        for (var r = 1; r <= Math.Min(rows, target.Registers); r++)
        {
            for (var c = 1; c <= Math.Min(columns, target.Registers); c++)
            {
                if ((r * c) + Math.Min(r, c) + 1 > target.Registers)
                {
                    break;
                }

                if (AreTooMany(r, c, stepsPerPass))
                {
                    continue;
                }

                var cost = Blocks(rows, r) * Blocks(columns, c) * CyclesPerStep(r * c, r + c, stepsPerPass);
                if (cost < bestCost)
                {
                    (best, bestCost) = (new RegisterBlock(r, c), cost);
                }
            }
        }

        return best;
    }

    /// <summary>
    /// The length of a run of accumulators that all take one operand at a time, for <paramref name="length"/> results:
    /// the longest that wastes the fewest cycles.
    /// </summary>
    public static int ForRun(VectorTarget target, int length, int stepsPerPass)
    {
        var best = 1;
        var bestCost = double.MaxValue;
        for (var run = 1; run <= Math.Min(length, target.Registers - 4); run++)
        {
            var cost = Blocks(length, run) * CyclesPerStep(run, run + 1, stepsPerPass);
            if (cost <= bestCost && !AreTooMany(run, 1, stepsPerPass))
            {
                (best, bestCost) = (run, cost);
            }
        }

        return best;
    }

    /// <summary>
    /// As <see cref="ForRun"/>, where each operand comes in as many vectors as sixteen lanes take, so that a scalar serves several: the columns of the block.
    /// </summary>
    public static RegisterBlock ForLanes(VectorTarget target, int length, int stepsPerPass)
    {
        var vectors = ActivationBuffer.Lanes / target.Floats;
        return vectors == 1
            ? new RegisterBlock(ForRun(target, length, stepsPerPass), 1)
            : ForOuterProduct(target, length, vectors, stepsPerPass);
    }

    /// <summary>The largest number up to <paramref name="most"/> that divides a length: blocks of that size cover it and leave nothing over. At least 1.</summary>
    public static int Divisor(int length, int most) => Enumerable.Range(1, Math.Max(1, most)).Last(size => length % size == 0);

    /// <summary>How many blocks of a size cover a length.</summary>
    public static int Blocks(int length, int block) => (length + block - 1) / block;

    private static bool AreTooMany(int rows, int columns, int steps) =>
        rows * columns * steps <= MostUnrolled && rows * (columns + 1) * steps > MostCalls;

    private static double CyclesPerStep(int accumulators, int loads, int stepsPerPass) =>
        Math.Max(accumulators / PerCycle, Math.Max(loads / PerCycle, Latency))
        + (0.05 * loads)
        + (Overhead / stepsPerPass);
}
