using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Recognises one kind of layer in the nodes that give a value.</summary>
internal abstract class LayerPattern
{
    /// <summary>Looks whether a value is given by such a layer.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="value">The name of the value.</param>
    /// <returns>The layer, or null for another kind.</returns>
    /// <exception cref="OnnxException">It is such a layer, but says what an architecture file cannot say.</exception>
    public abstract LayerMatch? Match(GraphView graph, string value);
}

/// <summary>A layer that was recognised.</summary>
/// <param name="Input">The name of what it takes.</param>
/// <param name="Output">The name of what it gives.</param>
/// <param name="Nodes">Its nodes, that which gives the output among them.</param>
/// <param name="Apply">Adds it to the network, behind all before it.</param>
internal sealed record LayerMatch(string Input, string Output, IReadOnlyList<OnnxNode> Nodes, Action<NetworkBuilder> Apply);

/// <summary>A kind of layer that is one node.</summary>
/// <param name="operators">The operators that are it.</param>
internal abstract class NodePattern(params string[] operators) : LayerPattern
{
    public sealed override LayerMatch? Match(GraphView graph, string value) =>
        graph.Producer(value) is { } node && operators.Contains(node.Operator) && Input(graph, node) is { } input
            ? new LayerMatch(input, value, [node], builder => Apply(builder, graph, node))
            : null;

    /// <summary>The input that the layer is a function of; null if the node is no such layer.</summary>
    protected virtual string? Input(GraphView graph, OnnxNode node) =>
        graph.OnlyData(node) is { } data && node.Inputs[0] == data ? data : null;

    /// <summary>Adds the layer to the network.</summary>
    protected abstract void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node);
}
