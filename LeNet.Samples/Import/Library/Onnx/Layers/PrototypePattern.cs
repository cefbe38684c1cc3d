using LeNet.Generator;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;
using static LeNet.Import.Onnx.Graph.Expression;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Minus the squared distances to fixed vectors, as LeNet.Export writes them, and as PyTorch does for the twin in docs/layers.md.</summary>
internal sealed class PrototypePattern : LayerPattern
{
    private const string Vectors = "vectors";
    private const string Count = "count";

    private static readonly Expression Distances = Node("Neg", Node("ReduceSum", Square(Node("Sub", Node("Unsqueeze", X), Any(Vectors)))));

    /// <summary>Behind the repeated input, which no expression of fixed size can say.</summary>
    private static readonly Expression Means = Times(
        Node("Flatten", Node("GlobalAveragePool", Node("Reshape", Square(Node("Add", X, Any(Vectors)))))), Any(Count));

    public override LayerMatch? Match(GraphView graph, string value)
    {
        if (Distances.Match(graph, value) is { X: { } x } found)
        {
            return Match(graph, value, x, found.Nodes, found.Constants[Vectors], sign: 1);
        }

        return Means.Match(graph, value) is { X: { } repeated } means
            && graph.Producer(repeated) is { Operator: "Concat" } concat && concat.Inputs.Distinct().Count() == 1
            && graph.Value(concat.Inputs[0]).Rank == 2 && means.Constants[Count].Values is [var scale] && scale == -graph.Value(concat.Inputs[0]).Shape[^1]
            ? Match(graph, value, concat.Inputs[0], [concat, .. means.Nodes], means.Constants[Vectors], sign: -1)
            : null;
    }

    private static LayerMatch? Match(GraphView graph, string value, string x, IReadOnlyList<OnnxNode> nodes, OnnxTensor vectors, int sign)
    {
        if (graph.Value(x).Rank != 2)
        {
            return null;
        }

        int inputs = graph.Value(x).Shape[^1];
        return vectors.Count % inputs == 0 && graph.Value(value).Rank == 2 && graph.Value(value).Shape[1] == vectors.Count / inputs
            ? new LayerMatch(x, value, nodes, builder => Apply(builder, nodes, graph.Producer(value)!, [.. vectors.Values.Select(number => sign * number)]))
            : null;
    }

    private static void Apply(NetworkBuilder builder, IReadOnlyList<OnnxNode> nodes, OnnxNode last, double[] vectors)
    {
        int[] places = builder.Vector(last);
        var rows = new List<EquatableArray<double>>();
        for (int begin = 0; begin < vectors.Length; begin += places.Length)
        {
            double[] row = new double[places.Length];
            for (int i = 0; i < row.Length; i++)
            {
                row[places[i]] = ActivationPattern.Decimal((float)vectors[begin + i]);
            }

            rows.Add(new EquatableArray<double>(row));
        }

        var prototypes = new Prototypes(null, new EquatableArray<EquatableArray<double>>(rows));
        prototypes = prototypes.Rows.Equals(Lecun1998Prototypes.All.Rows) ? Lecun1998Prototypes.All : prototypes;
        builder.Add(
            new LayerDraft { Stem = "rbf", Make = (name, _) => new Rbf(name, prototypes), Nodes = nodes, Output = Shape.Flat(rows.Count) },
            last);
    }
}
