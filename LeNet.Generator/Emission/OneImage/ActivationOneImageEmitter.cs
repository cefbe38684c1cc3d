using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>An activation of one image, in place, whatever the layout: what fills it up is computed too, and not read.</summary>
internal sealed class ActivationOneImageEmitter(LayerStep layer, ActivationStep step) : OneImageStepEmitter
{
    public override void Write(KernelWriter kernel) => Apply(kernel, layer.Output, step.Function.Activation);

    /// <summary>Applies an activation to all of a buffer; nothing for none.</summary>
    public static void Apply(KernelWriter kernel, ImageBuffer buffer, Activation function)
    {
        if (function is NoActivation)
        {
            return;
        }

        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(function);
        code.Line($"Span<float> values = {ImageSpans.Padded(buffer)}; // {buffer.Name} {buffer.Layout}");
        if (!activation.InRegister)
        {
            code.Line(activation.ApplyToSpan("values"));
            return;
        }

        using (code.Loop("at", PlanBuilder.Align(buffer.Floats), kernel.Width))
        {
            code.Line($"{activation.Apply(kernel, $"{kernel.VectorClass}.Create<float>(values.Slice(at, {kernel.Width}))")}.CopyTo(values.Slice(at, {kernel.Width}));");
        }
    }
}
