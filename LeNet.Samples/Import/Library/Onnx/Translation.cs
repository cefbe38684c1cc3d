using LeNet.Generator;
using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;
using LeNet.Import.Architecture;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Import.Onnx.Layers;
using LeNet.Runtime;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Import.Onnx;

/// <summary>The way from a model to a network: run once, recognised from the logits back to the input, written from the input on, read as the compiler will, run again.</summary>
internal static class Translation
{
    /// <summary>Names of nodes that make raw images the network's input, in models that LeNet.Export wrote.</summary>
    private const string PreprocessingScope = "preprocessing/";

    private const string InputFact = "lenet.input";

    /// <summary>More than the rounding of weights to float can make.</summary>
    private const double MostDifference = 1e-4;

    /// <summary>Translates a model.</summary>
    /// <exception cref="OnnxException">An architecture file cannot express it.</exception>
    public static ImportedNetwork Of(OnnxModel model, string name, OnnxLimits limits)
    {
        OnnxValue given = model.Inputs is [{ } only] ? only : throw new OnnxException(model.Inputs.Count == 0
            ? "the model has no input"
            : $"the model has {model.Inputs.Count} inputs, {string.Join(" and ", model.Inputs.Take(4).Select(input => $"'{OnnxNode.Shown(input.Name)}'"))}; a network here takes one image");
        LogitsChoice logits = LogitsChoice.Of(model);
        KnownOperators.Require(model, [logits.Value]);
        var budget = new OnnxBudget(limits.Values, limits.Work);
        budget.Hold(model.Nodes.Count > 0 ? model.Nodes[0] : throw new OnnxException("the model has no nodes"), model.Constants.Values.Sum(constant => (long)constant.Count));
        OnnxTensor sample = RandomInput.Of(given, model.Nodes[0], budget);
        IReadOnlyDictionary<string, OnnxTensor> values = OnnxEvaluator.Run(model, new Dictionary<string, OnnxTensor> { [given.Name] = sample }, [logits.Value], budget);
        var graph = new GraphView(model, values, budget);

        ImageInput? known = given.IsByte && model.Metadata.TryGetValue(InputFact, out string? fact) ? ReadInput(fact, sample.Shape) : null;
        IReadOnlyList<LayerMatch> matches = LayerPatterns.Find(graph, value => value == given.Name || (known is not null && IsPreprocessed(graph, value)), logits.Value);
        var builder = new NetworkBuilder(graph, matches.Count > 0 ? matches[0].Input : given.Name, known);
        foreach (LayerMatch match in matches)
        {
            builder.Take(match);
        }

        builder.Finish(matches.Count > 0 ? matches[^1].Nodes[^1] : null);
        if (logits.Dropped.Count > 0)
        {
            builder.Notes.Add($"left out behind the last layer: {string.Join(", ", logits.Dropped.Select(node => OnnxNode.Shown(node.Operator)).Distinct())}; the network gives logits, and its loss has the softmax");
        }

        Dictionary<string, double[]> tensors = new(StringComparer.Ordinal);
        NetworkArchitecture architecture = Architecture(builder, name, tensors);
        string text = ArchitectureText.Write(architecture);
        (NetworkDescription? network, IReadOnlyList<string> errors) = CheckedArchitecture.Read("the architecture", text);
        if (network is null)
        {
            throw new OnnxException($"the model makes an architecture that is not legal here: {errors[0]}");
        }

        float[] weights = Weights(network, tensors);
        double difference = Comparison.Difference(network, weights, known is null ? builder.Input!.Of(sample.Values) : null, sample, graph.Value(logits.Value).Values);
        return difference <= MostDifference
            ? new ImportedNetwork(text, network, weights, logits.Temperature, difference, builder.Notes)
            : throw new OnnxException(FormattableString.Invariant(
                $"the network that was made of the model computes something else: on random input its logits differ by {difference:G2} of the largest; this is a fault of the import, please report it with the model"));
    }

    private static bool IsPreprocessed(GraphView graph, string value) =>
        graph.Producer(value) is { } node && node.Name.StartsWith(PreprocessingScope, StringComparison.Ordinal);

    /// <summary>The input of an architecture file that a model of LeNet's own says; null if it is of other images than the model takes.</summary>
    private static ImageInput? ReadInput(string json, int[] sizes)
    {
        var bag = new DiagnosticBag("", SourceText.From(json));
        JsonDocument document = JsonReader.Read(json);
        ImageInput? input = document is { Errors.IsEmpty: true, Root: JsonObject root } ? InputReader.Read(root, default, bag) : null;
        return input is not null && sizes is [_, var channels, var height, var width] && (channels, height, width) == (input.Shape.Channels, input.Image.Height, input.Image.Width) ? input : null;
    }

    private static NetworkArchitecture Architecture(NetworkBuilder builder, string name, Dictionary<string, double[]> tensors)
    {
        IReadOnlyList<string> names = LayerNames.Of(builder.Layers);
        foreach ((LayerDraft draft, string layer) in builder.Layers.Zip(names))
        {
            foreach ((string tensor, double[] values) in draft.Tensors)
            {
                tensors[$"{layer}.{tensor}"] = values;
            }
        }

        Layer[] layers = [.. builder.Layers.Zip(names, (draft, layer) => draft.Make(layer, draft.Activation))];
        Loss loss = layers[^1] is Rbf ? new DiscriminativeRbf(0.1) : new CrossEntropy();
        return new NetworkArchitecture(name, null, builder.Input!.Input, new EquatableArray<Layer>(layers), loss);
    }

    private static float[] Weights(NetworkDescription network, Dictionary<string, double[]> tensors)
    {
        float[] weights = new float[network.ParameterFloats];
        foreach (ParameterDescription parameter in network.Parameters.Where(parameter => !parameter.IsInteger))
        {
            double[] values = tensors[parameter.Name];
            if (values.Length != parameter.Count || values.Any(value => !float.IsFinite((float)value)))
            {
                throw new OnnxException(values.Length != parameter.Count
                    ? $"the weights of {parameter.Name} are {values.Length} values, where the layer has {parameter.Count}"
                    : $"the weights of {parameter.Name} have values that are no number, or none that a float holds");
            }

            for (int i = 0; i < values.Length; i++)
            {
                weights[parameter.Offset + i] = (float)values[i];
            }
        }

        return weights;
    }
}
