using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Layer normalisation of one image, whose values lie as PyTorch flattens them.</summary>
internal sealed class LayerNormOneImageEmitter(LayerStep layer, LayerNormStep step) : OneImageStepEmitter
{
    public override void Write(KernelWriter kernel)
    {
        ImageSpans.Declare(kernel, "x", layer.Input);
        ImageSpans.Declare(kernel, "y", layer.Output, writable: true);
        if (step.Weight is not null)
        {
            kernel.Declare("weight", step.Weight);
            kernel.Declare("bias", step.Bias!);
        }

        var affine = step.Weight is null ? "default, default" : "weight, bias";
        var count = step.Layer.Input.Count;
        kernel.Code.Line($"LaneMath.LayerNorm(x.Slice(0, {count}), {affine}, {Literal(step.Norm.Epsilon)}, y.Slice(0, {count}));");
        ActivationOneImageEmitter.Apply(kernel, layer.Output, step.Norm.Activation);
    }
}
