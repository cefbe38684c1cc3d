using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="Number">Which layer it is, so that each drops values of its own.</param>
/// <param name="MaskOffset">What each value is multiplied with, [value][16], in scratch.</param>
internal sealed record DropoutStep(
    ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, Dropout Dropout, int Number, int MaskOffset) : Step(Layer, Input, Output)
{
    public override bool DiffersInTraining => true;

    public override string Type => "dropout";

    public override string Kind => FormattableString.Invariant($"dropout of {Dropout.Probability:0.####}");
}

internal sealed class DropoutPlanner : LayerPlanner
{
    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var mask = memory.Scratch(layer.Input.Count * ActivationBuffer.Lanes);
        return new DropoutStep(layer, input, output(), (Dropout)layer.Layer, memory.NextDropout(), mask);
    }
}
