using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>An activation of one image, in place, whatever the layout: what fills it up is computed too, and not read.</summary>
internal static class ActivationOneImageEmitter
{
    public static void Write(KernelWriter kernel, LayerStep layer, ActivationStep step)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Function.Activation);
        code.Line($"Span<float> y = {ImageSpans.Padded(layer.Output)}; // {layer.Output.Name} {layer.Output.Layout}");
        if (!activation.InRegister)
        {
            code.Line(activation.ApplyToSpan("y"));
            return;
        }

        using (code.Loop("at", PlanBuilder.Align(layer.Output.Floats), kernel.Width))
        {
            code.Line($"{activation.Apply(kernel, $"{kernel.VectorClass}.Create<float>(y.Slice(at, {kernel.Width}))")}.CopyTo(y.Slice(at, {kernel.Width}));");
        }
    }
}
