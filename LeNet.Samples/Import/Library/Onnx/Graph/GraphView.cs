using LeNet.Runtime;

namespace LeNet.Import.Onnx.Graph;

/// <summary>A model with every value of one run of it: what is constant, what depends on the input, and every shape.</summary>
internal sealed class GraphView
{
    private readonly Dictionary<string, OnnxNode> _producers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _data = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, OnnxTensor> _values;

    /// <param name="model">The model.</param>
    /// <param name="values">What a run made of it.</param>
    /// <param name="budget">What may still be computed.</param>
    public GraphView(OnnxModel model, IReadOnlyDictionary<string, OnnxTensor> values, OnnxBudget budget)
    {
        (Model, _values, Budget) = (model, values, budget);
        _data.UnionWith(model.Inputs.Select(input => input.Name));
        foreach (OnnxNode node in model.Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                _producers[output] = node;

                // A shape is the same for every sample.
                if (node.Operator is not "Shape" && node.Inputs.Any(_data.Contains))
                {
                    _data.Add(output);
                }
            }
        }
    }

    /// <summary>The model.</summary>
    public OnnxModel Model { get; }

    /// <summary>What may still be computed.</summary>
    public OnnxBudget Budget { get; }

    /// <summary>The node that gives a value as its first output, or null.</summary>
    public OnnxNode? Producer(string value) => _producers.TryGetValue(value, out OnnxNode? node) && node.Outputs[0] == value ? node : null;

    /// <summary>Whether a value depends on the input, and not on its shape alone.</summary>
    public bool IsData(string value) => _data.Contains(value);

    /// <summary>A value of the run.</summary>
    public OnnxTensor Value(string name) => _values[name];

    /// <summary>A value that is the same whatever the input, or null.</summary>
    public OnnxTensor? Constant(string name) => !IsData(name) && _values.TryGetValue(name, out OnnxTensor? value) ? value : null;

    /// <summary>An input of a node that is a constant or is left out; null for one that is left out.</summary>
    /// <exception cref="OnnxException">It depends on the input.</exception>
    public OnnxTensor? Parameter(OnnxNode node, int index) =>
        index >= node.Inputs.Count || node.Inputs[index].Length == 0 ? null
        : Constant(node.Inputs[index]) ?? throw new OnnxException(node, $"takes '{OnnxNode.Shown(node.Inputs[index])}', which is computed from the input, where weights are expected");

    /// <summary>The call of a node in the run.</summary>
    public OnnxCall Call(OnnxNode node) =>
        new(node, [.. node.Inputs.Select(name => name.Length == 0 ? null : _values.GetValueOrDefault(name))], Model.OperatorSet, Budget);

    /// <summary>Runs a node that only moves values on others of the same shape.</summary>
    public OnnxTensor Move(OnnxNode node, OnnxTensor moved) =>
        OnnxEvaluator.Apply(Model, node, [moved, .. node.Inputs.Skip(1).Select(name => name.Length == 0 ? null : Value(name))], Budget);

    /// <summary>The one input of a node that depends on the model's input; null if there is none or there are several.</summary>
    public string? OnlyData(OnnxNode node)
    {
        string[] data = [.. node.Inputs.Where(IsData).Distinct()];
        return data is [string only] ? only : null;
    }
}
