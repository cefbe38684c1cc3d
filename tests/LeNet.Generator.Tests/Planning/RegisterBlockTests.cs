using LeNet.Generator.Planning;

namespace LeNet.Generator.Tests.Planning;

/// <summary>
/// The JIT inlines no more than so many calls into one method, and says nothing when it stops. How many these blocks take was measured with its own listing
/// (InliningTests of the runtime, on a processor with 32 registers): 28 × 1 accumulators by 5 taps are too many, 25 × 1 are not.
/// </summary>
public sealed class RegisterBlockTests
{
    private const int MostCalls = 250;

    /// <summary>Longer passes are loops.</summary>
    private const int MostUnrolled = 240;

    public static TheoryData<int> Registers => [.. VectorTarget.All.Select(target => target.Registers).Distinct()];

    [Theory]
    [MemberData(nameof(Registers))]
    public void Blocks_fit_the_registers_and_what_the_JIT_inlines(int registers)
    {
        VectorTarget target = VectorTarget.All.First(target => target.Registers == registers);
        for (var rows = 1; rows <= 130; rows++)
        {
            for (var steps = 1; steps <= 11; steps++)
            {
                AssertFits(new RegisterBlock(RegisterBlock.ForRun(target, rows, steps), 1), steps);
                for (var columns = 1; columns <= 8; columns++)
                {
                    AssertFits(RegisterBlock.ForOuterProduct(target, rows, columns, steps), steps);
                }
            }
        }

        void AssertFits(RegisterBlock block, int steps)
        {
            var accumulators = block.Rows * block.Columns;
            Assert.InRange(accumulators + Math.Min(block.Rows, block.Columns) + 1, 1, registers);
            Assert.True(
                accumulators * steps > MostUnrolled || (accumulators + block.Rows) * steps <= MostCalls,
                $"{block.Rows} × {block.Columns} accumulators, {steps} steps");
        }
    }

    [Theory]
    [InlineData(28, 3, 14)]
    [InlineData(28, 5, 14)]
    [InlineData(10, 5, 10)]
    public void Columns_of_a_row_are_few_enough_for_the_calls_that_each_input_column_takes(int width, int kernelWidth, int columns) =>
        Assert.Equal(columns, ColumnBlock.For(VectorTarget.Vector512, width, kernelWidth).Columns);
}
