using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>LayerNormalization</c> over all values of a sample, as torch.nn.LayerNorm; in operator sets before it, sums and products.</summary>
internal sealed class LayerNormNodes : IOnnxLayer
{
    /// <summary>The operator set that brought LayerNormalization.</summary>
    private const int FirstOperatorSet = 17;

    public string Type => "layer_norm";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("elementwise_affine"); // there are tensors, or not
        float epsilon = (float)layer.Settings.Number("eps");
        // What is no parameter has another name, by which an import tells the two.
        string kind = layer.TensorOrNull("weight") is null ? ".fixed_" : ".";
        float[] weight = layer.TensorOrNull("weight")?.Values ?? [.. Enumerable.Repeat(1f, layer.Output.Count)];
        float[] bias = layer.TensorOrNull("bias")?.Values ?? new float[layer.Output.Count];
        if (graph.OperatorSet < FirstOperatorSet)
        {
            return Decomposed(graph, layer, kind, x, epsilon, weight, bias);
        }

        // onnx2c writes to the outputs that may be left out, so they have names.
        return graph.Node(
            layer.Name,
            "LayerNormalization",
            [
                x,
                graph.Constant($"{layer.Name}{kind}weight", layer.Output.Sizes, weight.AsSpan()),
                graph.Constant($"{layer.Name}{kind}bias", layer.Output.Sizes, bias.AsSpan()),
            ],
            ["mean", "inv_std_dev"],
            OnnxGraph.Attribute("axis", 1),
            OnnxGraph.Attribute("epsilon", epsilon));
    }

    /// <summary>
    /// (x − mean) / √(variance + ε) · weight + bias on vectors. Means are products with 1/n, and a product with ones makes a vector of one
    /// number of each sample: OpenCV 4.6 finds no shapes for ReduceMean, nor for operators that extend an axis of size 1 beside a batch.
    /// </summary>
    private static string Decomposed(OnnxGraph graph, ExportedLayer layer, string kind, string x, float epsilon, float[] weight, float[] bias)
    {
        int count = layer.Output.Count;
        string scope = layer.Name;
        string ones = graph.Constant($"{scope}.ones", [count, 1], [.. Enumerable.Repeat(1f, count)]);
        string share = graph.Constant($"{scope}.share", [1, count], [.. Enumerable.Repeat(1f / count, count)]);
        if (!layer.Output.IsFlat)
        {
            x = graph.Node(scope, "Flatten", [x], OnnxGraph.Attribute("axis", 1));
        }

        string centred = graph.Node(scope, "Sub", [x, Product(Product(x, share), ones)]);
        string variance = Product(graph.Node(scope, "Mul", [centred, centred]), share, graph.Constant($"{scope}.eps", [1], [epsilon]));
        string normalised = graph.Node(scope, "Div", [centred, Product(graph.Node(scope, "Sqrt", [variance]), ones)]);
        string scaled = graph.Node(scope, "Mul", [normalised, graph.Constant($"{scope}{kind}weight", [count], weight.AsSpan())]);
        string shifted = graph.Node(scope, "Add", [scaled, graph.Constant($"{scope}{kind}bias", [count], bias.AsSpan())]);
        return layer.Output.IsFlat
            ? shifted
            : graph.Node(scope, "Reshape", [shifted, graph.Constant($"{scope}.shape", [-1, .. layer.Output.Sizes.Select(size => (long)size)])]);

        string Product(params string[] inputs) => graph.Node(scope, "Gemm", inputs, OnnxGraph.Attribute("transB", 1));
    }
}
