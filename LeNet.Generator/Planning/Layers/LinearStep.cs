using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="SamplesOffset">The tile's input sample by sample, [16][<see cref="SampleFloats"/>], in its record.</param>
internal sealed record LinearStep(
    ShapedLayer Layer,
    ActivationBuffer Input,
    ActivationBuffer Output,
    Linear Linear,
    ParameterPlan Weight,
    ParameterPlan? Bias,
    int SamplesOffset) : Step(Layer, Input, Output)
{
    public int InFeatures => Layer.Input.Count;

    public int OutFeatures => Linear.OutFeatures;

    /// <summary>Floats from one sample to the next: the input features, rounded up to whole vectors.</summary>
    public int SampleFloats => PlanBuilder.Align(InFeatures);

    public override EquatableArray<ParameterPlan> Parameters => new(Bias is null ? [Weight] : [Weight, Bias]);

    public override long ForwardMultiplyAdds => (long)InFeatures * OutFeatures;

    public override string Type => "linear";

    public override string Kind => "fully connected" + Text.Named(Linear.Activation);
}

internal sealed class LinearPlanner : LayerPlanner
{
    /// <summary>The batch's weight gradients are summed from the output gradients of all its tiles.</summary>
    public override Home OutputHome => Home.Record;

    public override Activation OutputActivation(Layer layer) => ((Linear)layer).Activation;

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var linear = (Linear)layer.Layer;
        var features = layer.Input.Count;
        ParameterPlan weight = memory.Parameter(layer.Layer.Name + ".weight", features, linear.OutFeatures, features);
        ParameterPlan? bias = linear.Bias ? memory.Parameter(layer.Layer.Name + ".bias", features, linear.OutFeatures) : null;
        return new LinearStep(
            layer,
            input,
            output(),
            linear,
            weight,
            bias,
            memory.Record(ActivationBuffer.Lanes * PlanBuilder.Align(features)));
    }
}
