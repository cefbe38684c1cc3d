using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>The kinds of layers: the one place that lists them, those of several nodes first.</summary>
internal static class LayerPatterns
{
    private static readonly LayerPattern[] All =
    [
        new PrototypePattern(),
        new LayerNormPattern(),
        new ActivationPattern(),
        new ConvolutionPattern(),
        new PoolPattern(),
        new GlobalPoolPattern(),
        new LinearPattern(),
        new BatchNormPattern(),
        new DropoutPattern(),
        new PadPattern(),
        new MovePattern(),
        new AffinePattern(),
    ];

    /// <summary>The layers from an input to a value, in order.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="isInput">Whether a value is where the network begins.</param>
    /// <param name="value">The name of the value.</param>
    /// <exception cref="OnnxException">There is something that is no layer here.</exception>
    public static IReadOnlyList<LayerMatch> Find(GraphView graph, Func<string, bool> isInput, string value)
    {
        List<LayerMatch> layers = [];
        while (!isInput(value))
        {
            LayerMatch match = All.Select(pattern => pattern.Match(graph, value)).FirstOrDefault(found => found is not null) ?? throw Unknown(graph, value);
            layers.Add(match);
            value = match.Input;
        }

        layers.Reverse();
        return layers;
    }

    private static OnnxException Unknown(GraphView graph, string value)
    {
        if (graph.Producer(value) is not { } node)
        {
            return new OnnxException($"the output '{OnnxNode.Shown(value)}' is not computed from the input by operators with one output");
        }

        string[] data = [.. node.Inputs.Where(graph.IsData).Distinct()];
        return data.Length > 1
            ? new OnnxException(node, $"takes {data.Length} values that depend on the input, as where branches meet; a network here is one chain of layers: train one without the branch")
            : new OnnxException(node, Advice.Of(node.Operator));
    }
}
