using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

internal abstract record Pool2dStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, Pool2d Pool)
    : Step(Layer, Input, Output)
{
    /// <summary>Whether no input belongs to two windows.</summary>
    public bool IsDisjoint => Pool.Stride.Height >= Pool.Kernel.Height && Pool.Stride.Width >= Pool.Kernel.Width;

    /// <summary>Whether every input belongs to a window.</summary>
    public bool CoversInput => Covers(Layer.Input.Height, Layer.Output.Height, Pool.Kernel.Height, Pool.Stride.Height, Pool.Padding.Height)
        && Covers(Layer.Input.Width, Layer.Output.Width, Pool.Kernel.Width, Pool.Stride.Width, Pool.Padding.Width);

    public override string Kind => FormattableString.Invariant($"{Pool.Kernel} {Function} pooling")
        + Text.Unless(Pool.Stride, Pool.Kernel, "stride")
        + Text.Unless(Pool.Padding, new(0, 0), "padding");

    protected abstract string Function { get; }

    private static bool Covers(int input, int output, int kernel, int stride, int padding) =>
        (stride <= kernel || output == 1) && ((output - 1) * stride) + kernel - padding >= input;
}

internal sealed record AvgPool2dStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, AvgPool2d Average)
    : Pool2dStep(Layer, Input, Output, Average)
{
    private bool IsGlobal => Layer.Layer is AdaptiveAvgPool2d;

    public override string Type => IsGlobal ? "adaptive_avg_pool2d" : "avg_pool2d";

    public override string Kind => IsGlobal
        ? "global average pooling"
        : base.Kind + (Average.CountIncludePad || Average.Padding == default ? "" : " left out");

    protected override string Function => "average";
}

internal sealed record MaxPool2dStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, MaxPool2d Maximum)
    : Pool2dStep(Layer, Input, Output, Maximum)
{
    public override string Type => "max_pool2d";

    protected override string Function => "maximum";
}

internal abstract class Pool2dPlanner : LayerPlanner
{
    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        Pool2dStep step = Create(layer, input, output(), memory);

        // Overlapping windows add into the input gradient while the input is still being read,
        // and inputs outside all windows need a zero.
        return step.IsDisjoint && step.CoversInput
            ? step
            : step with { InputGradient = memory.Activation(layer.Layer.Name + " input gradient", Home.Scratch, layer.Input, default) };
    }

    protected abstract Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output, PlanBuilder memory);
}

internal sealed class AvgPool2dPlanner : Pool2dPlanner
{
    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output, PlanBuilder memory) =>
        new AvgPool2dStep(layer, input, output, (AvgPool2d)layer.Layer);
}

internal sealed class AdaptiveAvgPool2dPlanner : Pool2dPlanner
{
    /// <summary>One window over the whole image.</summary>
    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output, PlanBuilder memory)
    {
        Size2 image = new(layer.Input.Height, layer.Input.Width);
        return new AvgPool2dStep(layer, input, output, new AvgPool2d(layer.Layer.Name, image, image));
    }
}

internal sealed class MaxPool2dPlanner : Pool2dPlanner
{
    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output, PlanBuilder memory) =>
        new MaxPool2dStep(layer, input, output, (MaxPool2d)layer.Layer);
}
