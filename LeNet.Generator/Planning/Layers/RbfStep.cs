using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

internal sealed record RbfStep(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output, Rbf Rbf) : Step(Layer, Input, Output)
{
    public int InFeatures => Layer.Input.Count;

    public int OutFeatures => Layer.Output.Count;

    public override long ForwardMultiplyAdds => (long)InFeatures * OutFeatures;

    /// <summary>The prototypes have no gradient.</summary>
    public override long BackwardMultiplyAdds => WantsInputGradient ? ForwardMultiplyAdds : 0;

    public override string Type => "rbf";

    public override string Kind => FormattableString.Invariant($"nearness to {OutFeatures} {Rbf.Prototypes.Name ?? "given"} prototypes");
}

internal sealed class RbfPlanner : LayerPlanner
{
    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory) =>
        new RbfStep(layer, input, output(), (Rbf)layer.Layer);
}
