using System.Text.RegularExpressions;
using LeNet.Generator.Naming;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>The names of layers: those that the model's weights and nodes have, where people chose them, or else those of lenet.arch.json's style.</summary>
internal static partial class LayerNames
{
    /// <summary>A name for each layer; no two are alike.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<LayerDraft> layers)
    {
        string?[] wished = [.. layers.Select(Wish)];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < wished.Length; i++)
        {
            wished[i] = wished[i] is { } name && taken.Add(name) ? name : null;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. layers.Select((layer, i) => wished[i] ?? Next(layer.Stem))];

        string Next(string stem)
        {
            string name;
            do
            {
                int number = numbers[stem] = numbers.GetValueOrDefault(stem) + 1;
                name = stem == "flatten" && number == 1 ? stem : FormattableString.Invariant($"{stem}{number}");
            }
            while (!taken.Add(name));
            return name;
        }
    }

    /// <summary>The part of a node's name before its operator: "conv1" of "conv1/Conv"; null without.</summary>
    public static string? Scope(IReadOnlyList<OnnxNode> nodes) =>
        nodes.Count > 0 && nodes[0].Name.LastIndexOf('/') is > 0 and var end ? nodes[0].Name[..end] : null;

    private static string? Wish(LayerDraft layer)
    {
        string? weights = layer.WeightName is { } name && WeightPattern().Match(name) is { Success: true } match ? match.Groups["layer"].Value : null;
        return Usable(weights) ?? Usable(Scope(layer.Nodes));
    }

    /// <summary>The last part of a path, if it may name a layer and says more than a number: "conv1" of "features.conv1", but nothing of "features.0".</summary>
    private static string? Usable(string? path)
    {
        string? last = path?.Split('/', '.')[^1];
        return last is not null && Names.CheckLayer(last) is null && !GenericPattern().IsMatch(last) ? last : null;
    }

    [GeneratedRegex(@"^(?<layer>.+)\.weight$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WeightPattern();

    /// <summary>What exporters call things: Conv_3, node_conv2d, StatefulPartitionedCall, sequential, model, BiasAdd.</summary>
    [GeneratedRegex("^(_|node_|onnx|StatefulPartitionedCall|PartitionedCall|sequential(_[0-9]+)?$|model(_[0-9]+)?$|functional(_[0-9]+)?$|[A-Z][A-Za-z]*_?[0-9]*$|preprocessing$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GenericPattern();
}
