using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning;

/// <summary>Input channels × input columns of a row whose gradients a convolution gathers in registers.</summary>
/// <param name="Channels">Input channels that share the loads of the output gradient.</param>
/// <param name="Runs">The row, in blocks of columns.</param>
internal sealed record InputGradientBlock(int Channels, IReadOnlyList<ColumnRun> Runs)
{
    /// <summary>What a pass over an output row and channel costs beside its arithmetic, in cycles.</summary>
    private const double Overhead = 2;

    /// <summary>Channels that share loads at most: the longest strip that LeNet.Runtime.Registers has.</summary>
    private const int MostChannels = 5;

    /// <summary>Multiply-adds that all bodies of a method have at most; more only makes code longer.</summary>
    private const int MostUnrolled = 300;

    /// <summary>Vectors that all bodies of a method load and store at most: RyuJIT inlines a limited number of calls in a method.</summary>
    private const int MostLoadsAndStores = 64;

    /// <summary>
    /// The block that takes the fewest cycles. A pass adds up to one tap per kernel column to each accumulator, one after the other,
    /// so that few accumulators wait for each other; many leave no room for the weights, which are then loaded each time.
    /// </summary>
    /// <param name="target">Its registers hold the block.</param>
    /// <param name="inputChannels">Input channels that may share the loads of the output gradient.</param>
    /// <param name="step">The convolution.</param>
    public static InputGradientBlock For(VectorTarget target, int inputChannels, Conv2dStep step)
    {
        Shape input = step.Layer.Input;
        var kernel = step.Convolution.Kernel.Width;
        var stride = step.Convolution.Stride.Width;
        InputGradientBlock? best = null;
        var bestCost = double.MaxValue;
        for (var columns = 1; columns <= Math.Min(input.Width, target.Registers - 2); columns++)
        {
            if (columns % stride != 0 && columns != input.Width)
            {
                continue;
            }

            IReadOnlyList<ColumnRun> runs = ColumnRun.Plan(step.Layer, columns);
            for (var channels = 1; channels <= Math.Min(inputChannels, MostChannels) && channels * columns <= target.Registers - 2; channels++)
            {
                // Channels that are left over get bodies of their own.
                var bodies = channels + (inputChannels % channels);
                var unrolled = bodies * runs.Sum(run => run.Taps.Count);
                var transfers = bodies * runs.Sum(run => run.Columns) * (step.InputActivation is Architecture.NoActivation ? 1 : 2);
                if ((unrolled > MostUnrolled || transfers > MostLoadsAndStores) && channels * columns > 1)
                {
                    continue;
                }

                var cost = RegisterBlock.Blocks(inputChannels, channels)
                    * runs.Sum(run => run.Count * Cycles(target, run, channels, kernel));
                if (cost < bestCost)
                {
                    (best, bestCost) = (new InputGradientBlock(channels, runs), cost);
                }
            }
        }

        return best ?? new InputGradientBlock(1, ColumnRun.Plan(step.Layer, stride));
    }

    /// <summary>Whether the weights of a kernel row find room beside the accumulators and an operand.</summary>
    private static bool WeightsStay(VectorTarget target, int channels, int columns, int kernelWidth) =>
        (channels * columns) + (channels * kernelWidth) + 1 <= target.Registers;

    private static double Cycles(VectorTarget target, ColumnRun run, int channels, int kernelWidth)
    {
        if (run.Taps.Count == 0)
        {
            return 0;
        }

        var multiplyAdds = channels * run.Taps.Count;
        var weights = WeightsStay(target, channels, run.Columns, kernelWidth) ? channels * kernelWidth : multiplyAdds;
        var longestChain = run.Taps.GroupBy(tap => tap.Column).Max(column => column.Count());
        return Math.Max(multiplyAdds / RegisterBlock.PerCycle, Math.Max((run.Taps.GroupBy(tap => tap.OutputColumn).Count() + weights) / RegisterBlock.PerCycle, longestChain * RegisterBlock.Latency)) + Overhead;
    }
}
