using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="WeightGradientOffset">The tile's gradient of the coefficients in its record.</param>
/// <param name="BiasGradientOffset">The tile's gradient of the biases in its record.</param>
internal sealed record Subsample2dStep(
    ShapedLayer Layer,
    ActivationBuffer Input,
    ActivationBuffer Output,
    Subsample2d Subsample,
    ParameterPlan Weight,
    ParameterPlan Bias,
    int WeightGradientOffset,
    int BiasGradientOffset) : Pool2dStep(Layer, Input, Output, Subsample.Windows)
{
    public override EquatableArray<ParameterPlan> Parameters => new([Weight, Bias]);

    /// <summary>The coefficient's; the sums before it are additions alone.</summary>
    public override long ForwardMultiplyAdds => Layer.Output.Count;

    public override string Type => "subsample2d";

    public override string Kind => base.Kind + Text.Named(Subsample.Activation);

    protected override string Function => "sum";
}

internal sealed class Subsample2dPlanner : Pool2dPlanner
{
    public override Activation OutputActivation(Layer layer) => ((Subsample2d)layer).Activation;

    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output, PlanBuilder memory)
    {
        var subsample = (Subsample2d)layer.Layer;
        var channels = layer.Input.Channels;
        ParameterPlan weight = memory.Parameter(subsample.Name + ".weight", subsample.Kernel.Area, channels);
        ParameterPlan bias = memory.Parameter(subsample.Name + ".bias", subsample.Kernel.Area, channels);
        return new Subsample2dStep(layer, input, output, subsample, weight, bias, memory.Record(channels), memory.Record(channels));
    }
}
