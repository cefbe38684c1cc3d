using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <summary>
/// An activation apart from the layer that it is applied to. Backward, the gradient stays where it is: if the derivative follows
/// from the value, the step after this one has included it already.
/// </summary>
internal sealed record ActivationStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, ActivationLayer Function)
    : Step(Layer, Input, Output)
{
    /// <summary>Whether there is a derivative left to multiply with.</summary>
    public bool ChangesGradient => WantsInputGradient && (Function.Activation.KeepsInput || InputActivation is not NoActivation);

    public override string Type => Function.Activation.Name;

    public override string Kind => Function.Activation.Title;
}

internal sealed class ActivationPlanner : LayerPlanner
{
    public override bool LeavesGradientInPlace => true;

    public override Activation OutputActivation(Layer layer) =>
        ((ActivationLayer)layer).Activation is { KeepsInput: false } activation ? activation : new NoActivation();

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory) =>
        new ActivationStep(layer, input, output(), (ActivationLayer)layer.Layer);
}
