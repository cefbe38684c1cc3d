using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

internal abstract record Pool2dStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, Pool2d Pool)
    : Step(Layer, Input, Output)
{
    /// <summary>Whether no input belongs to two windows.</summary>
    public bool IsDisjoint => Pool.Stride.Height >= Pool.Kernel.Height && Pool.Stride.Width >= Pool.Kernel.Width;

    /// <summary>Whether every input belongs to a window.</summary>
    public bool CoversInput => Covers(Layer.Input.Height, Layer.Output.Height, Pool.Kernel.Height, Pool.Stride.Height)
        && Covers(Layer.Input.Width, Layer.Output.Width, Pool.Kernel.Width, Pool.Stride.Width);

    public override string Kind => FormattableString.Invariant($"{Pool.Kernel} {Function} pooling")
        + Text.Unless(Pool.Stride, Pool.Kernel, "stride");

    protected abstract string Function { get; }

    private static bool Covers(int input, int output, int kernel, int stride) =>
        stride <= kernel && ((output - 1) * stride) + kernel == input;
}

internal sealed record AvgPool2dStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, AvgPool2d Average)
    : Pool2dStep(Layer, Input, Output, Average)
{
    public override string Type => "avg_pool2d";

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
        Pool2dStep step = Create(layer, input, output());

        // Overlapping windows add into the input gradient while the input is still being read,
        // and inputs outside all windows need a zero.
        return step.IsDisjoint && step.CoversInput
            ? step
            : step with { InputGradient = memory.Activation(layer.Layer.Name + " input gradient", Home.Scratch, layer.Input, default) };
    }

    protected abstract Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output);
}

internal sealed class AvgPool2dPlanner : Pool2dPlanner
{
    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output) =>
        new AvgPool2dStep(layer, input, output, (AvgPool2d)layer.Layer);
}

internal sealed class MaxPool2dPlanner : Pool2dPlanner
{
    protected override Pool2dStep Create(ShapedLayer layer, ActivationBuffer input, ActivationBuffer output) =>
        new MaxPool2dStep(layer, input, output, (MaxPool2d)layer.Layer);
}
