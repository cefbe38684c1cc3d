using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="Weight">γ, a value for each of a sample's; null if there is no scale and offset.</param>
/// <param name="Bias">β.</param>
/// <param name="MeanOffset">The samples' means, [16], in scratch.</param>
/// <param name="InverseOffset">1 / √(variance + ε) of the samples, [16], in scratch.</param>
/// <param name="WeightGradientOffset">The tile's gradient of γ in its record.</param>
/// <param name="BiasGradientOffset">The tile's gradient of β in its record.</param>
internal sealed record LayerNormStep(
    ShapedLayer Layer,
    ActivationBuffer Input,
    ActivationBuffer Output,
    LayerNorm Norm,
    ParameterPlan? Weight,
    ParameterPlan? Bias,
    int MeanOffset,
    int InverseOffset,
    int WeightGradientOffset,
    int BiasGradientOffset) : Step(Layer, Input, Output)
{
    public override EquatableArray<ParameterPlan> Parameters => new(Weight is null ? [] : [Weight, Bias!]);

    public override long ForwardMultiplyAdds => Layer.Output.Count;

    public override string Type => "layer_norm";

    public override string Kind => "layer normalisation" + (Norm.IsAffine ? "" : " without scale and offset") + Text.Named(Norm.Activation);
}

internal sealed class LayerNormPlanner : LayerPlanner
{
    public override Activation OutputActivation(Layer layer) => ((LayerNorm)layer).Activation;

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var norm = (LayerNorm)layer.Layer;
        Shape shape = layer.Input;
        int[] sizes = shape.IsFlat ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
        return new LayerNormStep(
            layer,
            input,
            output(),
            norm,
            norm.IsAffine ? PerValue("weight", 1) : null,
            norm.IsAffine ? PerValue("bias", 0) : null,
            memory.Scratch(ActivationBuffer.Lanes),
            memory.Scratch(ActivationBuffer.Lanes),
            norm.IsAffine ? memory.Record(shape.Count) : 0,
            norm.IsAffine ? memory.Record(shape.Count) : 0);

        ParameterPlan PerValue(string name, float value) =>
            memory.Parameter(new ParameterPlan($"{norm.Name}.{name}", new(sizes), 0, shape.Count) { InitialValue = value });
    }
}
