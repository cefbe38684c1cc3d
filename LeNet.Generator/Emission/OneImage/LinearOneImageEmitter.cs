using LeNet.Generator.Emission.Activations;
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
        using (kernel.OverlappingBlocks("j", vectors, run))
        {
            code.Line($"// {run * kernel.Width} outputs stay in registers.");
            for (var m = 0; m < run; m++)
            {
                code.Line($"{kernel.Vector} z{m} = Create(bias.Slice({Sum(Times("j", kernel.Width), Term(m * kernel.Width))}, {kernel.Width}));");
            }

            code.Line();
            kernel.ExactBlocks("i", inputs, unroll, size =>
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice(i, {size});");
                for (var m = 0; m < run; m++)
                {
                    code.Line($"ReadOnlySpan<float> w{m} = weight.Slice({Sum(run == vectors ? Term(m * inputs * kernel.Width) : CodeWriter.Invariant($"(j + {m}) * {inputs * kernel.Width}"), Times("i", kernel.Width))}, {size * kernel.Width});");
                }

                for (var k = 0; k < size; k++)
                {
                    code.Line($"{kernel.Vector} x{k} = Create(xs[{k}]);");
                    for (var m = 0; m < run; m++)
                    {
                        code.Line(kernel.Fma($"x{k}", kernel.Load($"w{m}", k * kernel.Width), $"z{m}"));
                    }
                }
            });
            code.Line();
            for (var m = 0; m < run; m++)
            {
                code.Line($"{activation.Apply(kernel, $"z{m}")}.CopyTo(y.Slice({Sum(Times("j", kernel.Width), Term(m * kernel.Width))}, {kernel.Width}));");
            }
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(y)));
        }
    }
}
