using System.Globalization;
using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;
using static LeNet.Import.Onnx.Graph.Expression;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Functions of each value: operators, and those that exporters write as several. A function right behind a layer becomes its activation.</summary>
internal sealed class ActivationPattern : LayerPattern
{
    private const double GeluCubic = 0.044715;
    private static readonly double GeluRoot = Math.Sqrt(2 / Math.PI);

    private static readonly Dictionary<string, Func<GraphView, OnnxNode, Activation?>> Operators = new(StringComparer.Ordinal)
    {
        ["Clip"] = Clipped,
        ["Elu"] = (_, node) => new Elu(Decimal(node.Attributes.Number("alpha", 1))),
        ["Gelu"] = (_, node) => new Gelu(node.Attributes.Text("approximate", "none") == "tanh"),
        ["LeakyRelu"] = (_, node) => new LeakyRelu(Decimal(node.Attributes.Number("alpha", 0.01f))),
        ["Relu"] = (_, _) => new Relu(),
        ["Sigmoid"] = (_, _) => new Sigmoid(),
        ["Tanh"] = (_, _) => new Tanh(),
    };

    private static readonly (Expression Expression, Activation Activation)[] Expressions =
    [
        (Times(X, Node("Sigmoid", X)), new Silu()),
        (Times(Node("Tanh", Times(X, Number(2.0 / 3))), Number(1.7159)), new ScaledTanh()),
        (Times(Number(0.5), Node("Add", Node("Tanh", Times(X, Number(0.5))), Number(1))), new Sigmoid()),
        (Node("Max", X, Number(0)), new Relu()),
        .. Gelus(Node("Erf", Either(Times(X, Number(Math.Sqrt(0.5))), Node("Div", X, Number(Math.Sqrt(2)))))).Select(form => (form, (Activation)new Gelu(IsApproximate: false))),
        .. Gelus(Node("Tanh", Either(
            Times(Number(GeluRoot), Node("Add", X, Times(Number(GeluCubic), Either(Node("Pow", X, Number(3)), Times(X, Times(X, X)))))),
            Times(X, Node("Add", Times(Times(X, X), Number(GeluRoot * GeluCubic)), Number(GeluRoot)))))).Select(form => (form, (Activation)new Gelu(IsApproximate: true))),
    ];

    public override LayerMatch? Match(GraphView graph, string value)
    {
        foreach ((Expression expression, Activation activation) in Expressions)
        {
            if (expression.Match(graph, value) is { X: { } x } found)
            {
                return new LayerMatch(x, value, found.Nodes, builder => Apply(builder, found.Nodes, activation));
            }
        }

        return graph.Producer(value) is { } node && Operators.TryGetValue(node.Operator, out Func<GraphView, OnnxNode, Activation?>? read)
            && graph.OnlyData(node) is { } data && data == node.Inputs[0] && read(graph, node) is { } function
            ? new LayerMatch(data, value, [node], builder => Apply(builder, [node], function))
            : null;
    }

    /// <summary>The number that a person would write for a float: 0.01 and not 0.0099999998.</summary>
    public static double Decimal(float value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>½ x (1 + inner), in the orders in which it is written.</summary>
    private static Expression[] Gelus(Expression inner)
    {
        Expression sum = Node("Add", inner, Number(1));
        return [Times(Times(X, Number(0.5)), sum), Times(Times(X, sum), Number(0.5)), Times(X, Times(Number(0.5), sum))];
    }

    private static Activation? Clipped(GraphView graph, OnnxNode node)
    {
        double least = graph.Parameter(node, 1)?.Values.FirstOrDefault() ?? node.Attributes.Number("min", float.MinValue);
        double most = graph.Parameter(node, 2)?.Values.FirstOrDefault() ?? node.Attributes.Number("max", float.MaxValue);
        return least == 0 && most >= float.MaxValue ? new Relu()
            : throw new OnnxException(node, FormattableString.Invariant($"cuts values off at {least} and {most}, for which there is no activation here; train the network with \"relu\" in its place"));
    }

    private static void Apply(NetworkBuilder builder, IReadOnlyList<OnnxNode> nodes, Activation activation)
    {
        builder.RequireShape(nodes[0]);
        if (builder.Last is { TakesActivation: true, Activation: NoActivation } last && (!builder.IsOwn || LayerNames.Scope(last.Nodes) == LayerNames.Scope(nodes)))
        {
            last.Activation = activation;
            return;
        }

        builder.FlattenIfModelDid();
        builder.AddInPlace(new LayerDraft
        {
            Stem = "act",
            Make = (name, _) => new ActivationLayer(name, activation),
            Nodes = nodes,
            Output = builder.Shape,
        });
    }
}
