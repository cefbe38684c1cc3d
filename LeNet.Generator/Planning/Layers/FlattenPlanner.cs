namespace LeNet.Generator.Planning.Layers;

/// <summary>Flattening computes nothing: [channel][row][column][16] is [feature][16] already.</summary>
internal sealed class FlattenPlanner : LayerPlanner
{
    public override Step? Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory) => null;
}
