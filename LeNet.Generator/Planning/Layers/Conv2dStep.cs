using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="WeightGradientOffset">The tile's weight gradient in its record, in PyTorch's order.</param>
/// <param name="BiasGradientOffset">The tile's bias gradient in its record.</param>
internal sealed record Conv2dStep(
    ShapedLayer Layer,
    ActivationBuffer Input,
    ActivationBuffer Output,
    Conv2d Convolution,
    ParameterPlan Weight,
    ParameterPlan? Bias,
    int WeightGradientOffset,
    int BiasGradientOffset) : Step(Layer, Input, Output)
{
    public override EquatableArray<ParameterPlan> Parameters => new(Bias is null ? [Weight] : [Weight, Bias]);

    public override long ForwardMultiplyAdds =>
        (long)Layer.Output.Count * Layer.Input.Channels * Convolution.Kernel.Area;

    public override string Type => "conv2d";

    public override string Kind => FormattableString.Invariant($"{Convolution.Kernel} convolution")
        + Text.Unless(Convolution.Stride, new(1, 1), "stride")
        + Text.Unless(Convolution.Padding, new(0, 0), "padding")
        + Text.Named(Convolution.Activation);
}

internal sealed class Conv2dPlanner : LayerPlanner
{
    public override Size2 InputBorder(Layer layer) => ((Conv2d)layer).Padding;

    public override Activation OutputActivation(Layer layer) => ((Conv2d)layer).Activation;

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var convolution = (Conv2d)layer.Layer;
        var channels = layer.Input.Channels;
        var fanIn = channels * convolution.Kernel.Area;
        ParameterPlan weight = memory.Parameter(
            layer.Layer.Name + ".weight", fanIn, convolution.OutChannels, channels, convolution.Kernel.Height, convolution.Kernel.Width);
        ParameterPlan? bias = convolution.Bias
            ? memory.Parameter(layer.Layer.Name + ".bias", fanIn, convolution.OutChannels)
            : null;
        return new Conv2dStep(
            layer,
            input,
            output(),
            convolution,
            weight,
            bias,
            memory.Record(weight.Count),
            bias is null ? 0 : memory.Record(bias.Count));
    }
}
