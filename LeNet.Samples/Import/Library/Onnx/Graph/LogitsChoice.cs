using LeNet.Runtime;

namespace LeNet.Import.Onnx.Graph;

/// <summary>Finds the logits behind what a model gives: softmax, the most likely class and tables of labels are no part of a network here.</summary>
/// <param name="Value">The name of the logits.</param>
/// <param name="Temperature">What they are divided by before the softmax.</param>
/// <param name="Dropped">What is left out behind them, for a note.</param>
internal sealed record LogitsChoice(string Value, float Temperature, IReadOnlyList<OnnxNode> Dropped)
{
    /// <summary>Chooses the logits.</summary>
    /// <exception cref="OnnxException">There are none, or several.</exception>
    public static LogitsChoice Of(OnnxModel model)
    {
        if (model.Outputs.Count == 0)
        {
            throw new OnnxException("the model has no output");
        }

        var producers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        foreach (OnnxNode node in model.Nodes)
        {
            foreach (string output in node.Outputs)
            {
                producers.TryAdd(output, node);
            }
        }

        LogitsChoice[] choices = [.. model.Outputs.Select(output => Of(model, producers, output.Name))];
        string[] logits = [.. choices.Select(choice => choice.Value).Distinct()];
        if (logits.Length > 1)
        {
            KnownOperators.Require(model, logits);
            throw new OnnxException(
                $"the model gives {string.Join(" and ", model.Outputs.Take(4).Select(output => $"'{OnnxNode.Shown(output.Name)}'"))}, which are not the same classes; a network has one output: export the model with that alone");
        }

        LogitsChoice first = choices[0];
        return first with
        {
            Temperature = choices.Select(choice => choice.Temperature).FirstOrDefault(temperature => temperature != 1, 1),
            Dropped = [.. choices.SelectMany(choice => choice.Dropped).Distinct()],
        };
    }

    private static LogitsChoice Of(OnnxModel model, Dictionary<string, OnnxNode> producers, string value)
    {
        List<OnnxNode> dropped = [];
        float temperature = 1;
        while (dropped.Count < model.Nodes.Count && producers.TryGetValue(value, out OnnxNode? node) && Before(model, producers, node, dropped, ref temperature) is { } before)
        {
            dropped.Add(node);
            value = before;
        }

        // Casts and the like are worth no word of their own, nor leaving out.
        return dropped.Exists(node => node.Operator is not ("Cast" or "Identity")) ? new(value, temperature, dropped) : new(value, temperature, []);
    }

    /// <summary>What a node at the end gets its values from; null if it is of the network.</summary>
    private static string? Before(OnnxModel model, Dictionary<string, OnnxNode> producers, OnnxNode node, List<OnnxNode> dropped, ref float temperature)
    {
        bool isBehindSoftmax = dropped.Exists(after => after.Operator is "Softmax" or "LogSoftmax");
        switch (node.Operator)
        {
            case "Softmax" or "LogSoftmax" or "ArgMax" or "Hardmax" or "TopK" or "ZipMap" or "Normalizer" or "Cast" or "Identity" when node.Inputs.Count > 0 && !isBehindSoftmax:
                return node.Inputs[0];
            case "Log" when node.Inputs.Count == 1 && Producer(node.Inputs[0])?.Operator == "Softmax":
                return node.Inputs[0];
            case "ArrayFeatureExtractor" or "Gather" when node.Inputs.Count == 2 && !isBehindSoftmax && Producer(node.Inputs[1])?.Operator is "ArgMax" or "Cast" or "Reshape":
                return node.Inputs[1];
            case "Reshape" or "Squeeze" or "Flatten" when node.Inputs.Count > 0 && Producer(node.Inputs[0])?.Operator is "ArgMax" or "ArrayFeatureExtractor" or "Cast" && !isBehindSoftmax:
                return node.Inputs[0];
            case "Div" when isBehindSoftmax && node.Inputs.Count == 2 && model.Constants.TryGetValue(node.Inputs[1], out OnnxTensor? divisor) && divisor is { Count: 1, Values: [> 0] }:
                temperature = (float)divisor.Values[0];
                return node.Inputs[0];
            case "Div" when node.Inputs.Count == 2 && Producer(node.Inputs[0]) is { Operator: "Exp" } exponential
                && Producer(node.Inputs[1]) is { Operator: "ReduceSum" } sum && sum.Inputs.FirstOrDefault() == node.Inputs[0]:
                return exponential.Inputs.FirstOrDefault() is { } shifted && Producer(shifted) is { Operator: "Sub", Inputs: [var x, var largest] } && Producer(largest)?.Operator == "ReduceMax"
                    ? x
                    : exponential.Inputs.FirstOrDefault();
            default:
                return null;
        }

        OnnxNode? Producer(string value) => producers.GetValueOrDefault(value);
    }
}
