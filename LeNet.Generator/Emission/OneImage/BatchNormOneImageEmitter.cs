using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Batch normalisation of one image, by the statistics of training: a plane, or the channels of a pixel, at a time.</summary>
internal sealed class BatchNormOneImageEmitter(LayerStep layer, BatchNormStep step) : OneImageStepEmitter
{
    /// <summary>Prepared are mean, scale and offset of each channel, one array after the other.</summary>
    public override void WritePrepare(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var length = layer.Input.ChannelArrayFloats;
        var channels = step.Layer.Output.Channels;
        code.Line($"// {step.Name}: mean, γ / √(variance + ε), β of each channel");
        using (code.Block($"for (int i = 0; i < {channels}; i++)"))
        {
            code.Line($"prepared[{layer.PreparedWeight} + i] = parameters[{step.RunningMean.Offset} + i];");
            code.Line($"prepared[{layer.PreparedWeight + length} + i] = {(step.Weight is null ? "1f" : CodeWriter.Invariant($"parameters[{step.Weight.Offset} + i]"))} / MathF.Sqrt(parameters[{step.RunningVariance.Offset} + i] + {Literal(step.Norm.Epsilon)});");
            code.Line($"prepared[{layer.PreparedWeight + (2 * length)} + i] = {(step.Bias is null ? "0f" : CodeWriter.Invariant($"parameters[{step.Bias.Offset} + i]"))};");
        }
    }

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer x = layer.Input;
        Shape shape = step.Layer.Output;
        var area = shape.Height * shape.Width;
        var length = x.ChannelArrayFloats;
        code.Line($"ReadOnlySpan<float> means = prepared.Slice({layer.PreparedWeight}, {length});");
        code.Line($"ReadOnlySpan<float> scales = prepared.Slice({layer.PreparedWeight + length}, {length}); // γ / √(variance + ε)");
        code.Line($"ReadOnlySpan<float> offsets = prepared.Slice({layer.PreparedWeight + (2 * length)}, {length});");
        ImageSpans.Declare(kernel, "x", x);
        ImageSpans.Declare(kernel, "y", layer.Output, writable: true);
        code.Line();
        if (x.IsPlanar && area > 1)
        {
            using (code.Loop("i", shape.Channels))
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("i", area))}, {area});");
                code.Line($"Span<float> ys = y.Slice({Sum(Times("i", area))}, {area});");
                WriteRun(area, _ => "Create(means[i])", _ => "Create(scales[i])", _ => "Create(offsets[i])", "means[i]", "scales[i]", "offsets[i]");
            }
        }
        else
        {
            var channels = x.IsPlanar ? shape.Channels : x.PixelFloats;
            using (code.Loop("pixel", x.IsPlanar ? 1 : area))
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("pixel", channels))}, {channels});");
                code.Line($"Span<float> ys = y.Slice({Sum(Times("pixel", channels))}, {channels});");
                WriteRun(channels, Vector("means"), Vector("scales"), Vector("offsets"), "means[k]", "scales[k]", "offsets[k]");
            }
        }

        ActivationOneImageEmitter.Apply(kernel, layer.Output, step.Norm.Activation);

        Func<string, string> Vector(string span) => at => $"Create({span}.Slice({at}, {kernel.Width}))";

        void WriteRun(int count, Func<string, string> mean, Func<string, string> scale, Func<string, string> offset, string oneMean, string oneScale, string oneOffset)
        {
            if (count >= kernel.Width)
            {
                using (kernel.OverlappingBlocks("k", count, kernel.Width))
                {
                    var difference = $"Create(xs.Slice(k, {kernel.Width})) - {mean("k")}";
                    code.Line(step.Bias is null
                        ? $"(({difference}) * {scale("k")}).CopyTo(ys.Slice(k, {kernel.Width}));"
                        : $"FusedMultiplyAdd({difference}, {scale("k")}, {offset("k")}).CopyTo(ys.Slice(k, {kernel.Width}));");
                }
            }
            else
            {
                using (code.Loop("k", count))
                {
                    code.Line(step.Bias is null
                        ? $"ys[k] = (xs[k] - {oneMean}) * {oneScale};"
                        : $"ys[k] = MathF.FusedMultiplyAdd(xs[k] - {oneMean}, {oneScale}, {oneOffset});");
                }
            }
        }
    }
}
