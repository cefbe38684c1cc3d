using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.FastConvolution;

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

    /// <summary>How it is computed with fewer products, or null for direct convolution.</summary>
    public FastForm? Fast { get; init; }

    /// <summary>The weights at the points of <see cref="Fast"/>, in a worker's working memory.</summary>
    public int PointWeightsOffset { get; init; }

    /// <summary>Input channels of a group.</summary>
    public int GroupInputs => Layer.Input.Channels / Convolution.Groups;

    /// <summary>Output channels of a group.</summary>
    public int GroupOutputs => Layer.Output.Channels / Convolution.Groups;

    /// <summary>Whether every output channel is made of one input channel of its own.</summary>
    public bool IsDepthwise => Convolution.Groups > 1 && GroupInputs == 1 && GroupOutputs == 1;

    /// <summary>Whether output channels have inputs of their own, which they share with no fixed group of others.</summary>
    public bool IsPerOutput => IsDepthwise || Convolution.Connections is not null;

    public override long ForwardMultiplyAdds =>
        (long)Layer.Output.Height * Layer.Output.Width * Convolution.Kernel.Area * (Convolution.Connections?.Count ?? (Layer.Output.Channels * GroupInputs));

    public override string Type => "conv2d";

    public override string Kind => FormattableString.Invariant($"{Convolution.Kernel} {(IsDepthwise ? "depthwise " : "")}convolution")
        + Text.Unless(Convolution.Stride, new(1, 1), "stride")
        + (Convolution.PadsSame ? ", padding same" : Text.Unless(Convolution.Padding, new(0, 0), "padding"))
        + Text.Unless(Convolution.Dilation, new(1, 1), "dilation")
        + (Convolution.Groups == 1 || IsDepthwise ? "" : FormattableString.Invariant($", {Convolution.Groups} groups"))
        + (Convolution.Connections is { } connections ? FormattableString.Invariant($", {connections.Count} of {Layer.Input.Channels * Layer.Output.Channels} connections") : "")
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
        ParameterPlan weight = Parameter("weight", convolution.OutChannels, channels, convolution.Kernel.Height, convolution.Kernel.Width);
        ParameterPlan? bias = convolution.Bias ? Parameter("bias", convolution.OutChannels) : null;
        var step = new Conv2dStep(
            layer,
            input,
            output(),
            convolution,
            weight,
            bias,
            memory.Record(weight.Count),
            bias is null ? 0 : memory.Record(bias.Count));
        FastForm? fast = memory.HasManyLayers ? null : FastForms.For(layer);
        return fast is null ? step : step with { Fast = fast, PointWeightsOffset = memory.Workspace(FastMemory.WeightFloats(step, fast)) };

        ParameterPlan Parameter(string name, params int[] shape)
        {
            var fanIn = (convolution.Connections is null ? channels : 1) * convolution.Kernel.Area;
            return memory.Parameter(new ParameterPlan($"{convolution.Name}.{name}", new(shape), 0, fanIn) { Connections = convolution.Connections });
        }
    }
}
