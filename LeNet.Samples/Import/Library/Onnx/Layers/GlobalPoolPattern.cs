using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>The mean of each channel: GlobalAveragePool, or ReduceMean over rows and columns wherever the model has them.</summary>
internal sealed class GlobalPoolPattern() : NodePattern("GlobalAveragePool", "ReduceMean")
{
    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        int channels = builder.Channels(node, node.Operator == "GlobalAveragePool" ? [2, 3] : graph.Call(node).Axes(1, graph.Value(node.Inputs[0]).Rank));
        builder.Add(
            new LayerDraft
            {
                Stem = "pool",
                Make = (name, _) => new AdaptiveAvgPool2d(name, new Size2(1, 1)),
                Nodes = [node],
                Output = Shape.Image(channels, 1, 1),
            },
            node);
    }
}
