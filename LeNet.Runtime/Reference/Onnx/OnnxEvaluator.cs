namespace LeNet.Runtime;

/// <summary>
/// Computes a model node by node in double precision, as slowly and plainly as ONNX defines its operators.
/// It shares nothing with the engine or with an import: it is what they are compared with.
/// </summary>
internal static class OnnxEvaluator
{
    /// <summary>More than networks of images have.</summary>
    private const int MostAxes = 8;

    /// <summary>Computes values and all that they are made of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">What the caller gives, by name.</param>
    /// <param name="wanted">The names of the values wanted.</param>
    /// <param name="budget">What it may cost.</param>
    /// <returns>All values by name: constants, inputs and what was computed.</returns>
    /// <exception cref="OnnxException">An operator is not known, or cannot be computed.</exception>
    public static IReadOnlyDictionary<string, OnnxTensor> Run(
        OnnxModel model, IReadOnlyDictionary<string, OnnxTensor> inputs, IEnumerable<string> wanted, OnnxBudget budget)
    {
        var values = new Dictionary<string, OnnxTensor>(model.Constants, StringComparer.Ordinal);
        foreach ((string name, OnnxTensor value) in inputs)
        {
            values[name] = value;
        }

        HashSet<OnnxNode> needed = Needed(model, wanted);
        foreach (OnnxNode node in model.Nodes.Where(needed.Contains))
        {
            OnnxTensor?[] arguments = [.. node.Inputs.Select(name => name.Length == 0 ? null
                : values.TryGetValue(name, out OnnxTensor? value) ? value
                : throw new OnnxException(node, $"takes '{OnnxNode.Shown(name)}', which nothing before it gives"))];
            OnnxTensor result = Apply(model, node, arguments, budget);
            if (result.Rank > MostAxes)
            {
                throw new OnnxException(node, FormattableString.Invariant($"gives a value of {result.Rank} axes; values here have {MostAxes} at most"));
            }

            values[node.Outputs[0]] = result;
        }

        return values;
    }

    /// <summary>Computes one node.</summary>
    /// <param name="model">The model that it is of.</param>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What it takes; null for what it leaves out.</param>
    /// <param name="budget">What it may cost.</param>
    /// <returns>Its first output; no other is ever needed.</returns>
    /// <exception cref="OnnxException">It is not known, or cannot be computed.</exception>
    public static OnnxTensor Apply(OnnxModel model, OnnxNode node, OnnxTensor?[] inputs, OnnxBudget budget) =>
        OnnxOperators.Find(node) is { } operation
            ? operation(new OnnxCall(node, inputs, model.OperatorSet, budget))
            : throw new OnnxException(node, "is of no operator that is known here");

    /// <summary>The nodes that values are made of.</summary>
    private static HashSet<OnnxNode> Needed(OnnxModel model, IEnumerable<string> wanted)
    {
        var names = new HashSet<string>(wanted, StringComparer.Ordinal);
        var needed = new HashSet<OnnxNode>(ReferenceEqualityComparer.Instance);
        foreach (OnnxNode node in model.Nodes.Reverse())
        {
            if (node.Outputs.Any(names.Contains))
            {
                needed.Add(node);
                names.UnionWith(node.Inputs);
            }
        }

        return needed;
    }
}
