using LeNet.Runtime;

namespace LeNet.Import.Onnx.Graph;

/// <summary>A shape of nodes to look for, such as x · Sigmoid(x). Matching begins at its last node.</summary>
internal abstract class Expression
{
    /// <summary>Numbers in a file are floats.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The value that the whole expression is a function of: the same wherever it stands.</summary>
    public static Expression X { get; } = new Variable();

    /// <summary>A constant, all of whose values are one number.</summary>
    public static Expression Number(double value) => new Constant(tensor => tensor.Values.All(own => Math.Abs(own - value) <= Tolerance * Math.Abs(value)), null);

    /// <summary>Any constant, to be asked for by its name.</summary>
    public static Expression Any(string name) => new Constant(_ => true, name);

    /// <summary>A node of an operator. Sums and products match in either order.</summary>
    public static Expression Node(string operation, params Expression[] inputs) => new Operation(operation, inputs);

    /// <summary>One of several.</summary>
    public static Expression Either(params Expression[] choices) => new Choice(choices);

    /// <summary>a · b, in either order.</summary>
    public static Expression Times(Expression a, Expression b) => Node("Mul", a, b);

    /// <summary>a · a, by itself or as a power.</summary>
    public static Expression Square(Expression a) => Either(Node("Pow", a, Number(2)), Node("Mul", a, a));

    /// <summary>Matches a value.</summary>
    /// <returns>What was found, or null.</returns>
    public Binding? Match(GraphView graph, string value) => Match(graph, value, new Binding(null, [], new Dictionary<string, OnnxTensor>()));

    /// <summary>Matches a value with what was found so far.</summary>
    protected abstract Binding? Match(GraphView graph, string value, Binding binding);

    /// <summary>What was found.</summary>
    /// <param name="X">The name of the value that it is a function of; null until it is known.</param>
    /// <param name="Nodes">The nodes.</param>
    /// <param name="Constants">Constants that were named.</param>
    internal sealed record Binding(string? X, IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Constants);

    private sealed class Variable : Expression
    {
        protected override Binding? Match(GraphView graph, string value, Binding binding) =>
            binding.X is null ? (graph.IsData(value) ? binding with { X = value } : null)
            : binding.X == value ? binding
            : null;
    }

    private sealed class Constant(Func<OnnxTensor, bool> fits, string? name) : Expression
    {
        protected override Binding? Match(GraphView graph, string value, Binding binding) =>
            graph.Constant(value) is not { } tensor || !fits(tensor) ? null
            : name is null ? binding
            : binding with { Constants = new Dictionary<string, OnnxTensor>(binding.Constants) { [name] = tensor } };
    }

    private sealed class Choice(Expression[] choices) : Expression
    {
        protected override Binding? Match(GraphView graph, string value, Binding binding) =>
            choices.Select(choice => choice.Match(graph, value, binding)).FirstOrDefault(found => found is not null);
    }

    private sealed class Operation(string operation, Expression[] inputs) : Expression
    {
        private readonly bool _commutes = operation is "Add" or "Mul" && inputs.Length == 2;

        protected override Binding? Match(GraphView graph, string value, Binding binding)
        {
            if (graph.Producer(value) is not { } node || node.Operator != operation || node.Inputs.Count < inputs.Length || !graph.IsData(value))
            {
                return null;
            }

            Binding own = binding with { Nodes = [node, .. binding.Nodes] };
            return InOrder(graph, node.Inputs, own)
                ?? (_commutes && node.Inputs.Count == 2 ? InOrder(graph, [node.Inputs[1], node.Inputs[0]], own) : null);
        }

        private Binding? InOrder(GraphView graph, IReadOnlyList<string> values, Binding binding)
        {
            Binding? found = binding;
            for (int i = 0; i < inputs.Length && found is not null; i++)
            {
                found = inputs[i].Match(graph, values[i], found);
            }

            return found;
        }
    }
}
