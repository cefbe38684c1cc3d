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

    /// <summary>Input channels of a group.</summary>
    public int GroupInputs => Layer.Input.Channels / Convolution.Groups;

    /// <summary>Output channels of a group.</summary>
    public int GroupOutputs => Layer.Output.Channels / Convolution.Groups;

    /// <summary>Whether every output channel is made of one input channel of its own.</summary>
    public bool IsDepthwise => Convolution.Groups > 1 && GroupInputs == 1 && GroupOutputs == 1;

    public override long ForwardMultiplyAdds =>
        (long)Layer.Output.Count * GroupInputs * Convolution.Kernel.Area;

    public override string Type => "conv2d";

    public override string Kind => FormattableString.Invariant($"{Convolution.Kernel} {(IsDepthwise ? "depthwise " : "")}convolution")
        + Text.Unless(Convolution.Stride, new(1, 1), "stride")
        + Text.Unless(Convolution.Padding, new(0, 0), "padding")
        + Text.Unless(Convolution.Dilation, new(1, 1), "dilation")
        + (Convolution.Groups == 1 || IsDepthwise ? "" : FormattableString.Invariant($", {Convolution.Groups} groups"))
        + Text.Named(Convolution.Activation);
}

internal sealed class Conv2dPlanner : LayerPlanner
{
    public override Margins InputBorder(Layer layer) => ((Conv2d)layer).Margins;

    public override Activation OutputActivation(Layer layer) => ((Conv2d)layer).Activation;

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var convolution = (Conv2d)layer.Layer;
        var channels = layer.Input.Channels / convolution.Groups;
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
