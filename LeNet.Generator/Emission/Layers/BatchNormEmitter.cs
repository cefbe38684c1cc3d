using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Batch normalisation forward: this file gathers its kernels; the other writes those of backward.</summary>
internal sealed partial class BatchNormEmitter(BatchNormStep step) : StepEmitter(step)
{
    private const string Source = "S. Ioffe, C. Szegedy: \"Batch normalization\", ICML 2015, algorithm 1";

    private readonly ActivationEmitter _activation = ActivationEmitter.For(step.Norm.Activation);
    private readonly int _channels = step.Layer.Output.Channels;

    /// <summary>Values of a channel in one sample.</summary>
    private readonly int _area = step.Layer.Output.Height * step.Layer.Output.Width;

    private string Affine => step.Weight is null ? "x̂" : "γ[i] · x̂ + β[i]";

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward in evaluation: {Description}, by the statistics of training.",
            [$"x̂ = (x[i,r,c] − running mean[i]) / √(running variance[i] + ε); z = {Affine}", _activation.Equation],
            WriteEvaluation)
        { Mode = Mode.Evaluation };
        yield return new KernelMethod(
            $"Statistics{Title}",
            Phase.Forward,
            $"{step.Name} forward in training, first part: mean and squared differences of each channel over the tile.",
            ["m[i] = the mean of x[i,r,c] over the tile's samples, rows and columns", "s[i] = Σ (x[i,r,c] − m[i])² over them"],
            WriteStatistics)
        { Mode = Mode.Training };
        yield return new KernelMethod(
            $"BatchStatistics{Title}",
            Phase.BatchForward,
            $"{step.Name} forward in training, second part: the tiles' means and squared differences → the batch's, in the order of the tiles.",
            [
                "T. F. Chan, G. H. Golub, R. J. LeVeque: \"Updating formulae and a pairwise algorithm for computing sample variances\", 1979",
                "running ← (1 − momentum) · running + momentum · batch, the variance as estimated by n − 1, as torch.nn.BatchNorm2d",
            ],
            WriteBatchStatistics);
        yield return new KernelMethod(
            $"Normalise{Title}",
            Phase.Forward,
            $"{step.Name} forward in training, third part: {Description}.",
            [$"x̂ = (x[i,r,c] − mean[i]) / √(variance[i] + ε); z = {Affine}", _activation.Equation, Source],
            WriteNormalise)
        { Mode = Mode.Training };
        foreach (KernelMethod method in BackwardMethods())
        {
            yield return method;
        }
    }

    /// <summary>Channels whose sums a loop body takes together, so that none waits for itself.</summary>
    private int ChannelsPerPass(VectorTarget target, int registersEach) => Math.Min(_channels, Math.Min(8, target.Registers / (2 * registersEach)));

    /// <summary>Declares a span of a float per channel in the tile's record.</summary>
    private void DeclareStatistic(KernelWriter kernel, string name, int offset, string meaning, bool writable = false) =>
        kernel.Code.Line($"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = record.Slice({offset}, {_channels}); // {meaning}");

    private static void DeclareMask(KernelWriter kernel) =>
        kernel.Code.Line($"ReadOnlySpan<float> mask = record.Slice({kernel.Plan.TileFactsOffset!.Value}, {Lanes}); // 1 for lanes that hold a sample, 0 for those of a last tile that hold none");

    private void WriteStatistics(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var rows = ChannelsPerPass(kernel.Target, 2);
        ActivationBuffer x = step.Input;
        kernel.Declare("x", x);
        DeclareMask(kernel);
        DeclareStatistic(kernel, "means", step.Statistics.TileMean, "of the tile", writable: true);
        DeclareStatistic(kernel, "squares", step.Statistics.TileSquares, "squared differences of the tile", writable: true);
        DeclareSums(kernel);
        code.Line($"float count = LaneMath.Sum(mask) * {_area}f; // values of a channel in the tile");
        code.Line();
        using (kernel.OverlappingBlocks("i", _channels, rows))
        {
            WritePass("s", m => $"s{m} += {kernel.Load("xs", m * x.ChannelFloats)};");
            using (code.Block($"for (int m = 0; m < {rows}; m++)"))
            {
                code.Line($"means[{Channel(rows)}] = LaneMath.Sum(sums.Slice(m * {Lanes}, {Lanes})) / count;");
            }

            code.Line();
            for (var m = 0; m < rows; m++)
            {
                code.Line($"{kernel.Vector} mean{m} = Create(means[{Sum("i", Term(m))}]);");
            }

            WritePass("q", m => $"{kernel.Vector} d{m} = {kernel.Load("xs", m * x.ChannelFloats)} - mean{m}; q{m} = FusedMultiplyAdd(d{m}, d{m}, q{m});");
            using (code.Block($"for (int m = 0; m < {rows}; m++)"))
            {
                code.Line($"squares[{Channel(rows)}] = LaneMath.Sum(sums.Slice(m * {Lanes}, {Lanes}));");
            }
        }

        void WritePass(string sum, Func<int, string> add)
        {
            using (kernel.Lane.Length > 0 ? kernel.LaneLoop() : code.Braces())
            {
                for (var m = 0; m < rows; m++)
                {
                    code.Line($"{kernel.Vector} {sum}{m} = {kernel.Vector}.Zero;");
                }

                using (code.Loop("r", x.Shape.Height))
                using (code.Loop("c", x.Shape.Width))
                {
                    code.Line($"ReadOnlySpan<float> xs = x.Slice({ValueAt(x)}{kernel.Lane}, {((rows - 1) * x.ChannelFloats) + kernel.Width});");
                    for (var m = 0; m < rows; m++)
                    {
                        code.Line(add(m));
                    }
                }

                code.Line($"{kernel.Vector} holds = {MaskVector(kernel)};");
                for (var m = 0; m < rows; m++)
                {
                    code.Line($"({sum}{m} * holds).CopyTo(sums.Slice({m * Lanes}{kernel.Lane}, {kernel.Width}));");
                }
            }
        }
    }

    /// <summary>The channel of a loop over m.</summary>
    private string Channel(int rows) => rows == _channels ? "m" : "i + m";

    private static string MaskVector(KernelWriter kernel) =>
        $"Create(mask.Slice({kernel.FirstLane}, {kernel.Width}))";

    private void WriteBatchStatistics(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var stride = kernel.Plan.RecordFloats;
        BatchNormStatistics at = step.Statistics;
        code.Line($"Span<float> runningMean = parameters.Slice({step.RunningMean.Offset}, {_channels}); // {step.RunningMean.Title}");
        code.Line($"Span<float> runningVariance = parameters.Slice({step.RunningVariance.Offset}, {_channels}); // {step.RunningVariance.Title}");
        code.Line($"const int batches = {step.Batches.Offset}; // {step.Batches.Name}");
        code.Line($"const int tileMean = {at.TileMean}; // mean of the tile, in its record");
        code.Line($"const int tileSquares = {at.TileSquares}; // squared differences of the tile");
        code.Line($"const int batchMean = {at.Mean}; // of the batch");
        code.Line($"const int batchInverse = {at.Inverse}; // 1 / √(variance of the batch + ε)");
        code.Line();
        using (code.Block($"for (int i = 0; i < {_channels}; i++)"))
        {
            code.Line("double count = 0, mean = 0, squares = 0;");
            using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
            {
                code.Line($"ReadOnlySpan<float> record = records.Slice(tile * {stride}, {stride});");
                code.Line($"double more = Math.Min({Lanes}, samples - tile * {Lanes}) * {_area}d;");
                code.Line("double difference = record[tileMean + i] - mean;");
                code.Line("double total = count + more;");
                code.Line("mean += difference * more / total;");
                code.Line("squares += record[tileSquares + i] + difference * difference * count * more / total;");
                code.Line("count = total;");
            }

            code.Line();
            code.Line($"double inverse = 1 / Math.Sqrt(squares / count + {Double(step.Norm.Epsilon)});");
            using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
            {
                code.Line($"records[tile * {stride} + batchMean + i] = (float)mean;");
                code.Line($"records[tile * {stride} + batchInverse + i] = (float)inverse;");
            }

            code.Line();
            code.Line("// One value alone has no variance to learn from.");
            using (code.Block("if (updates && count > 1)"))
            {
                code.Line($"runningMean[i] += (float)({Double(step.Norm.Momentum)} * (mean - runningMean[i]));");
                code.Line($"runningVariance[i] += (float)({Double(step.Norm.Momentum)} * (squares / (count - 1) - runningVariance[i]));");
            }
        }

        code.Line();
        using (code.Block("if (updates)"))
        {
            code.Line("// A whole number, kept as the bits of a float.");
            code.Line("int counted = BitConverter.SingleToInt32Bits(parameters[batches]);");
            code.Line("parameters[batches] = BitConverter.Int32BitsToSingle(Math.Min(counted, int.MaxValue - 1) + 1);");
        }
    }

    private void WriteEvaluation(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("mean", step.RunningMean);
        kernel.Declare("variance", step.RunningVariance);
        WriteChannels(
            kernel,
            () =>
            {
                code.Line($"{kernel.Vector} center = Create(mean[i]);");
                code.Line($"{kernel.Vector} scale = Create({(step.Weight is null ? "1f" : "weight[i]")} / MathF.Sqrt(variance[i] + {Literal(step.Norm.Epsilon)}));");
            },
            x => step.Bias is null ? $"(({x} - center) * scale)" : $"FusedMultiplyAdd({x} - center, scale, offset)");
    }

    private void WriteNormalise(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclareStatistic(kernel, "mean", step.Statistics.Mean, "of the batch");
        DeclareStatistic(kernel, "inverse", step.Statistics.Inverse, "1 / √(variance of the batch + ε)");
        WriteChannels(
            kernel,
            () =>
            {
                code.Line($"{kernel.Vector} center = Create(mean[i]);");
                code.Line($"{kernel.Vector} factor = Create(inverse[i]);");
                if (step.Weight is not null)
                {
                    code.Line($"{kernel.Vector} scale = Create(weight[i]);");
                }
            },
            x => step.Weight is null ? $"(({x} - center) * factor)" : $"FusedMultiplyAdd(({x} - center) * factor, scale, offset)");
    }

    /// <summary>A result for each value, channel by channel.</summary>
    /// <param name="declare">Writes what a channel's results are made with, besides "offset".</param>
    private void WriteChannels(KernelWriter kernel, Action declare, Func<string, string> result)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        ActivationBuffer y = step.Output;
        if (step.Weight is not null)
        {
            kernel.Declare("weight", step.Weight);
            kernel.Declare("bias", step.Bias!);
        }

        kernel.Declare("x", x);
        kernel.Declare("y", y, writable: true);
        code.Line();
        var floats = y.Shape.Width * Lanes;
        using (code.Loop("i", _channels))
        {
            declare();
            if (step.Bias is not null)
            {
                code.Line($"{kernel.Vector} offset = Create(bias[i]);");
            }

            using (code.Loop("r", y.Shape.Height))
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice({RowAt(x)}, {floats});");
                code.Line($"Span<float> ys = y.Slice({RowAt(y)}, {floats});");
                using (code.Loop("at", floats, kernel.Width))
                {
                    code.Line($"{_activation.Apply(kernel, result($"Create(xs.Slice(at, {kernel.Width}))"))}.CopyTo(ys.Slice(at, {kernel.Width}));");
                }

                if (!_activation.InRegister)
                {
                    code.Line(_activation.ApplyToSpan("ys"));
                }
            }
        }
    }

    /// <summary>A double as C# source that gives the same bits again.</summary>
    private static string Double(double value) => CodeWriter.Invariant($"{value:R}d");
}
