using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Distances of one image to prototypes, the prototypes as lanes.</summary>
internal sealed class RbfOneImageEmitter(LayerStep layer, RbfStep step) : OneImageStepEmitter
{
    /// <summary>The prototypes, a vector of them value by value.</summary>
    public override void WritePrepare(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var terms = step.InFeatures;
        code.Line($"// {step.Name}, prototypes [{step.OutFeatures}, {terms}] → [{layer.Output.PixelFloats / kernel.Width}][{terms}][{kernel.Width} outputs]");
        for (var first = 0; first < step.OutFeatures; first += kernel.Width)
        {
            var count = Math.Min(kernel.Width, step.OutFeatures - first);
            code.Line($"LaneMath.ToColumns({PrototypesEmitter.Span(step)}.Slice({first * terms}, {count * terms}), {count}, {terms}, prepared.Slice({layer.PreparedWeight + (first * terms)}, {terms * kernel.Width}), {kernel.Width});");
        }
    }

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var terms = step.InFeatures;
        var lanes = layer.Output.PixelFloats;
        code.Line($"ReadOnlySpan<float> weight = prepared.Slice({layer.PreparedWeight}, {lanes * terms}); // prototypes [{lanes / kernel.Width}][{terms}][{kernel.Width} outputs]");
        ImageSpans.Declare(kernel, "x", layer.Input);
        ImageSpans.Declare(kernel, "y", layer.Output, writable: true);
        code.Line();
        using (code.Loop("o", lanes, kernel.Width))
        {
            code.Line($"{kernel.Vector} z = {kernel.Vector}.Zero;");
            using (code.Loop("i", terms))
            {
                code.Line($"{kernel.Vector} d = Create(x[i]) - Create(weight.Slice(o * {terms} + i * {kernel.Width}, {kernel.Width}));");
                code.Line(kernel.Fma("d", "d", "z"));
            }

            code.Line();
            code.Line($"(-z).CopyTo(y.Slice(o, {kernel.Width}));");
        }
    }
}
