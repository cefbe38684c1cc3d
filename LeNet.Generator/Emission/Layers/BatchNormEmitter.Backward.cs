using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal sealed partial class BatchNormEmitter
{
    private IEnumerable<KernelMethod> BackwardMethods()
    {
        if (step.Weight is null && !step.WantsInputGradient)
        {
            yield break;
        }

        yield return new KernelMethod(
            $"GradientSums{Title}",
            Phase.Backward,
            $"{step.Name} backward, first part: sums of gradients of each channel over the tile. Its forward: <see cref=\"Normalise{Title}\"/>.",
            ["∂L/∂β[i] = Σ ∂L/∂z[i,r,c]", "∂L/∂γ[i] = Σ ∂L/∂z[i,r,c] · x̂[i,r,c], over the tile's samples, rows and columns"],
            WriteGradientSums);
        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"BatchGradient{Title}",
                Phase.BatchBackward,
                $"{step.Name} backward, second part: the tiles' sums → means over the batch, in the order of the tiles.",
                [],
                WriteBatchGradient);
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, third part: gradient of its input. Its forward: <see cref=\"Normalise{Title}\"/>.",
                [
                    $"∂L/∂x = {(step.Weight is null ? "" : "γ[i] · ")}(∂L/∂z − mean(∂L/∂z) − x̂ · mean(∂L/∂z · x̂)) / √(variance[i] + ε){InputDerivative}",
                    Source + " and the chain rule below it",
                ],
                WriteInputGradient);
        }

        if (step.Weight is not null)
        {
            yield return TileSums((step.Weight, step.Statistics.Product), (step.Bias!, step.Statistics.Gradient));
        }
    }

    private void WriteGradientSums(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        ActivationBuffer delta = step.OutputGradient;
        var rows = ChannelsPerPass(kernel.Target, 2);
        DeclareStatistic(kernel, "mean", step.Statistics.Mean, "of the batch");
        DeclareStatistic(kernel, "inverse", step.Statistics.Inverse, "1 / √(variance of the batch + ε)");
        kernel.Declare("x", x);
        kernel.Declare("delta", delta);
        DeclareStatistic(kernel, "gradients", step.Statistics.Gradient, "Σ ∂L/∂z of the tile", writable: true);
        DeclareStatistic(kernel, "products", step.Statistics.Product, "Σ ∂L/∂z · x̂ of the tile", writable: true);
        DeclareSums(kernel);
        code.Line();
        using (kernel.OverlappingBlocks("i", _channels, rows))
        {
            using (kernel.LaneLoop())
            {
                for (var m = 0; m < rows; m++)
                {
                    code.Line($"{kernel.Vector} g{m} = {kernel.Vector}.Zero;");
                    code.Line($"{kernel.Vector} p{m} = {kernel.Vector}.Zero;");
                }

                using (code.Loop("r", x.Shape.Height))
                using (code.Loop("c", x.Shape.Width))
                {
                    code.Line($"ReadOnlySpan<float> xs = x.Slice({ValueAt(x)}{kernel.Lane}, {((rows - 1) * x.ChannelFloats) + kernel.Width});");
                    code.Line($"ReadOnlySpan<float> ds = delta.Slice({ValueAt(delta)}{kernel.Lane}, {((rows - 1) * delta.ChannelFloats) + kernel.Width});");
                    for (var m = 0; m < rows; m++)
                    {
                        code.Line($"{kernel.Vector} d{m} = {kernel.Load("ds", m * delta.ChannelFloats)};");
                        code.Line($"g{m} += d{m};");
                        code.Line($"p{m} = FusedMultiplyAdd(d{m}, ({kernel.Load("xs", m * x.ChannelFloats)} - Create(mean[{Sum("i", Term(m))}])) * Create(inverse[{Sum("i", Term(m))}]), p{m});");
                    }
                }

                for (var m = 0; m < rows; m++)
                {
                    code.Line($"g{m}.CopyTo(sums.Slice({2 * m * Lanes}{kernel.Lane}, {kernel.Width}));");
                    code.Line($"p{m}.CopyTo(sums.Slice({((2 * m) + 1) * Lanes}{kernel.Lane}, {kernel.Width}));");
                }
            }

            using (code.Block($"for (int m = 0; m < {rows}; m++)"))
            {
                code.Line($"gradients[{Channel(rows)}] = LaneMath.Sum(sums.Slice(m * {2 * Lanes}, {Lanes}));");
                code.Line($"products[{Channel(rows)}] = LaneMath.Sum(sums.Slice(m * {2 * Lanes} + {Lanes}, {Lanes}));");
            }
        }
    }

    private void WriteBatchGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var stride = kernel.Plan.RecordFloats;
        BatchNormStatistics at = step.Statistics;
        code.Line($"const int tileGradient = {at.Gradient}; // Σ ∂L/∂z of the tile, in its record");
        code.Line($"const int tileProduct = {at.Product}; // Σ ∂L/∂z · x̂ of the tile");
        code.Line($"const int meanGradient = {at.MeanGradient}; // of ∂L/∂z over the batch");
        code.Line($"const int meanProduct = {at.MeanProduct}; // of ∂L/∂z · x̂ over the batch");
        code.Line();
        code.Line($"double count = samples * {_area}d;");
        using (code.Block($"for (int i = 0; i < {_channels}; i++)"))
        {
            code.Line("double gradient = 0, product = 0;");
            using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
            {
                code.Line($"gradient += records[tile * {stride} + tileGradient + i];");
                code.Line($"product += records[tile * {stride} + tileProduct + i];");
            }

            using (code.Block("for (int tile = 0; tile < tiles; tile++)"))
            {
                code.Line($"records[tile * {stride} + meanGradient + i] = (float)(gradient / count);");
                code.Line($"records[tile * {stride} + meanProduct + i] = (float)(product / count);");
            }
        }
    }

    private void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        ActivationBuffer delta = step.OutputGradient;
        DeclareStatistic(kernel, "mean", step.Statistics.Mean, "of the batch");
        DeclareStatistic(kernel, "inverse", step.Statistics.Inverse, "1 / √(variance of the batch + ε)");
        DeclareStatistic(kernel, "meanGradient", step.Statistics.MeanGradient, "of ∂L/∂z over the batch");
        DeclareStatistic(kernel, "meanProduct", step.Statistics.MeanProduct, "of ∂L/∂z · x̂ over the batch");
        if (step.Weight is not null)
        {
            kernel.Declare("weight", step.Weight);
        }

        DeclareMask(kernel);
        kernel.Declare("delta", delta);
        DeclareInputAndGradient(kernel, step);
        code.Line();
        using (kernel.LaneLoop())
        {
            code.Line($"{kernel.Vector} holds = {MaskVector(kernel)};");
            using (code.Loop("i", _channels))
            {
                code.Line($"{kernel.Vector} center = Create(mean[i]);");
                code.Line($"{kernel.Vector} factor = Create(inverse[i]);");
                code.Line($"{kernel.Vector} common = Create(meanGradient[i]);");
                code.Line($"{kernel.Vector} slope = Create(meanProduct[i]);");
                code.Line($"{kernel.Vector} scale = {(step.Weight is null ? "factor" : "Create(weight[i]) * factor")} * holds; // no gradient from lanes without a sample");
                using (code.Loop("r", x.Shape.Height))
                using (code.Loop("c", x.Shape.Width))
                {
                    code.Line($"{kernel.Vector} normal = (Create(x.Slice({ValueAt(x)}{kernel.Lane}, {kernel.Width})) - center) * factor;");
                    code.Line($"{kernel.Vector} g = FusedMultiplyAdd(-normal, slope, Create(delta.Slice({ValueAt(delta)}{kernel.Lane}, {kernel.Width})) - common) * scale;");
                    WriteGradientStores(kernel, step, ValueAt, columns: 1, _ => "g");
                }
            }
        }
    }
}
