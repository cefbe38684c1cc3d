using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>A fully connected layer of one image, output features as lanes.</summary>
internal sealed class LinearOneImageEmitter(LayerStep layer, LinearStep step) : OneImageStepEmitter
{
    private const int MostUnrolled = 64;

    public override void WritePrepare(KernelWriter kernel) => PreparedWeights.Write(kernel, layer);

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Linear.Activation);
        ImageBuffer y = layer.Output;
        var inputs = step.InFeatures;
        var vectors = y.PixelFloats / kernel.Width;
        var run = Math.Min(vectors, kernel.Target.Registers - 4);
        run = RegisterBlock.Blocks(vectors, RegisterBlock.Blocks(vectors, run));
        var unroll = Math.Max(1, Math.Min(inputs, MostUnrolled / run));
        unroll = unroll >= 8 ? 8 : unroll >= 4 ? 4 : unroll;

        code.Line($"ReadOnlySpan<float> weight = prepared.Slice({layer.PreparedWeight}, {y.PixelFloats * inputs}); // {step.Weight.Title}, [{vectors}][{inputs}][{kernel.Width} outputs]");
        code.Line($"ReadOnlySpan<float> bias = prepared.Slice({layer.PreparedBias}, {y.PixelFloats}); // filled up with zeros");
        ImageSpans.Declare(kernel, "x", layer.Input);
        ImageSpans.Declare(kernel, "y", y, writable: true);
        code.Line();
        AccumulatorBlock z = new(run, 1, KeepsColumns: false);
        var part = CodeWriter.Invariant($"Slice({Sum(Times("j", kernel.Width))}, {run * kernel.Width})");
        using (kernel.OverlappingBlocks("j", vectors, run))
        {
            kernel.Declare("z", z, CodeWriter.Invariant($"{run * kernel.Width} outputs"));
            code.Line($"z.{z.Load($"bias.{part}", 0, kernel.Width)}");
            kernel.ExactBlocks("i", inputs, unroll, size =>
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice(i, {size});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("j", inputs * kernel.Width), Times("i", kernel.Width))}, {((((run - 1) * inputs) + size) * kernel.Width)});");
                for (var k = 0; k < size; k++)
                {
                    code.Line($"z.{z.MultiplyAdd(new("xs", k, 0), new("ws", k * kernel.Width, inputs * kernel.Width))}");
                }
            });
            code.Line();
            code.Line($"z.{z.Store(kernel, $"y.{part}", 0, kernel.Width, activation)}");
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(y)));
        }
    }
}
