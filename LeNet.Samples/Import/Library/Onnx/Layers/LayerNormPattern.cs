using LeNet.Generator.Architecture.Layers;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;
using static LeNet.Import.Onnx.Graph.Expression;

namespace LeNet.Import.Onnx.Layers;

/// <summary>LayerNormalization of all values of a sample: the operator, or the sums and products that are written in its place for older operator sets.</summary>
internal sealed class LayerNormPattern : LayerPattern
{
    private const string Epsilon = "eps";
    private const string Scale = "weight";
    private const string Offset = "bias";
    private const string Share = "share";
    private const string Ones = "ones";

    /// <summary>As PyTorch writes it; scale and offset are sums and products behind it.</summary>
    private static readonly Expression Means = Node(
        "Div",
        Node("Sub", X, Node("ReduceMean", X)),
        Node("Sqrt", Node("Add", Node("ReduceMean", Square(Node("Sub", X, Node("ReduceMean", X)))), Any(Epsilon))));

    /// <summary>As LeNet.Export writes it: means are products with matrices, for readers that need it.</summary>
    private static readonly Expression Products = ByProducts(X);

    private static readonly Expression ProductsOfImage = Node("Reshape", ByProducts(Node("Flatten", X)));

    public override LayerMatch? Match(GraphView graph, string value)
    {
        if (graph.Producer(value) is { Operator: "LayerNormalization" } node && graph.OnlyData(node) is { } data && node.Inputs[0] == data)
        {
            int axis = graph.Call(node).Axis(node.Attributes.Integer("axis", -1), graph.Value(data).Rank);
            double epsilon = ActivationPattern.Decimal(node.Attributes.Number("epsilon", 1e-5f));
            return new LayerMatch(data, value, [node], builder =>
                Apply(builder, graph, [node], value, axis, epsilon, graph.Parameter(node, 1), graph.Parameter(node, 2) ?? OnnxTensor.Scalar(0)));
        }

        if (Means.Match(graph, value) is { X: { } x } means && graph.Constant(means.Nodes[0].Outputs[0]) is null)
        {
            OnnxNode mean = means.Nodes.First(own => own.Operator == "ReduceMean");
            int[] axes = graph.Call(mean).Axes(1, graph.Value(x).Rank) ?? [.. Enumerable.Range(0, graph.Value(x).Rank)];
            return new LayerMatch(x, value, means.Nodes, builder => Apply(builder, graph, means.Nodes, value, axes.Min(), Read(means), null, null));
        }

        return (Products.Match(graph, value) ?? ProductsOfImage.Match(graph, value)) is { X: { } input } found && AreMeans(found)
            ? new LayerMatch(input, value, found.Nodes, builder => Apply(builder, graph, found.Nodes, value, 1, Read(found), Shaped(graph, input, found, Scale), Shaped(graph, input, found, Offset)))
            : null;
    }

    private static Expression ByProducts(Expression x)
    {
        Expression centred = Node("Sub", x, Node("Gemm", Node("Gemm", x, Any(Share)), Any(Ones)));
        Expression variance = Node("Gemm", Node("Mul", centred, centred), Any(Share), Any(Epsilon));
        return Node("Add", Times(Node("Div", centred, Node("Gemm", Node("Sqrt", variance), Any(Ones))), Any(Scale)), Any(Offset));
    }

    private static bool AreMeans(Binding found) =>
        found.Constants[Ones].Values.All(value => value == 1) && found.Constants[Share].Values is var share && share.All(value => Math.Abs((value * share.Length) - 1) < 1e-4);

    private static double Read(Binding found) => ActivationPattern.Decimal((float)found.Constants[Epsilon].Values[0]);

    private static OnnxTensor Shaped(GraphView graph, string input, Binding found, string name) => found.Constants[name].As(graph.Value(input).Shape[1..]);

    private static void Apply(
        NetworkBuilder builder, GraphView graph, IReadOnlyList<OnnxNode> nodes, string output, int axis, double epsilon, OnnxTensor? scale, OnnxTensor? offset)
    {
        OnnxNode node = nodes[^1];
        int[] shape = graph.Value(output).Shape;
        builder.Places(node);
        if (shape[axis..].Aggregate(1, (product, size) => product * size) != builder.Shape.Count)
        {
            throw new OnnxException(node, "normalises a part of a sample's values, such as the last axis alone; layer_norm here is of all of them");
        }

        builder.FlattenIfModelDid();
        LayerDraft draft = null!;
        draft = new LayerDraft
        {
            Stem = "norm",
            WeightName = node.Operator == "LayerNormalization" ? node.Inputs[1] : null,
            Make = (name, activation) => new LayerNorm(name, epsilon, draft.Tensors.ContainsKey(Scale), activation),
            Nodes = nodes,
            Output = builder.Shape,
            TakesActivation = true,
            TakesScale = scale is null,
        };
        if (scale is not null && offset is not null && !builder.HasFixedScale(nodes))
        {
            (draft.Tensors[Scale], draft.Tensors[Offset]) = (builder.Arrange(node, scale), builder.Arrange(node, offset));
        }

        builder.AddInPlace(draft);
    }
}
