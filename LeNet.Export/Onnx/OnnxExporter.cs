using LeNet.Export.Networks;
using LeNet.Export.Onnx.Input;
using LeNet.Export.Onnx.Layers;
using LeNet.Runtime;
using ProtoBuf;

namespace LeNet.Export.Onnx;

/// <summary>Writes a network as an ONNX model, for ONNX Runtime and all else that reads the format.</summary>
/// <remarks>
/// The model takes any number of samples at once, unless the options fix it. It gives <c>logits</c> [batch, classes] and, unless they are not wanted,
/// <c>probabilities</c> [batch, classes].
/// It computes what the engine does, with other roundings.
/// </remarks>
public static class OnnxExporter
{
    /// <summary>The input of a model without preprocessing: float32 [batch, channels, height, width], normalised.</summary>
    public const string InputName = "input";

    /// <summary>The input of a model with preprocessing: uint8 [batch, channels, height, width], raw images.</summary>
    public const string ImageName = "image";

    /// <summary>The first output: float32 [batch, classes].</summary>
    public const string LogitsName = "logits";

    /// <summary>The second output: float32 [batch, classes].</summary>
    public const string ProbabilitiesName = "probabilities";

    /// <summary>The name of the dimension whose size the caller chooses.</summary>
    public const string BatchDimension = "batch";

    /// <summary>The bytes of the .onnx file. The same network gives the same bytes.</summary>
    /// <param name="network">The network with its weights.</param>
    /// <param name="options">What goes into the model besides the layers.</param>
    /// <exception cref="ExportException">ONNX cannot express a layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The operator set is not one of those that can be written, or the batch is less than 1.</exception>
    public static byte[] Export(Network network, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (OnnxOptions.CheckOperatorSet(options.OperatorSet) is { } problem)
        {
            throw new ArgumentOutOfRangeException(nameof(options), problem);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.Batch ?? 1, 1, nameof(options));
        using var stream = new MemoryStream();
        Serializer.Serialize(stream, Build(new ExportedNetwork(network), options));
        return stream.ToArray();
    }

    private static ModelProto Build(ExportedNetwork network, OnnxOptions options)
    {
        ExportedInput input = network.Input;
        var graph = new OnnxGraph(options.OperatorSet);
        string value = options.Preprocessing ? Preprocessing.Write(graph, input, ImageName) : InputName;
        foreach (ExportedLayer layer in network.Layers)
        {
            value = OnnxLayers.Write(graph, layer, value);
        }

        graph.Rename(value, LogitsName);
        int classes = network.Description.Classes;
        List<ValueInfoProto> outputs = [Value(LogitsName, ElementType.Float, options.Batch, [classes])];
        if (options.Probabilities)
        {
            graph.Rename(graph.Node(ProbabilitiesName, "Softmax", [LogitsName], OnnxGraph.Attribute("axis", 1)), ProbabilitiesName);
            outputs.Add(Value(ProbabilitiesName, ElementType.Float, options.Batch, [classes]));
        }

        var model = new ModelProto
        {
            IrVersion = FormatVersion(options.OperatorSet),
            ProducerName = "LeNet",
            ProducerVersion = typeof(OnnxExporter).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = graph.Finish(
                network.Description.Name,
                options.Preprocessing
                    ? Value(ImageName, ElementType.UInt8, options.Batch, [input.Shape.Channels, input.Image.Height, input.Image.Width])
                    : Value(InputName, ElementType.Float, options.Batch, input.Shape.Sizes),
                outputs),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = options.OperatorSet });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "lenet.input", Value = network.Description.InputSettings });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "lenet.weights.sha256", Value = network.WeightsHash });
        return model;
    }

    /// <summary>The version of the file format that came with an operator set: IR_VERSION of the release of onnx that brought it.</summary>
    private static int FormatVersion(int operatorSet) => operatorSet switch
    {
        <= 11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        <= 22 => 10,
        23 => 11,
        24 => 12,
        _ => 13,
    };

    private static ValueInfoProto Value(string name, ElementType type, int? batch, IEnumerable<int> sampleShape)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(batch is { } size ? new DimensionProto { DimValue = size } : new DimensionProto { DimParam = BatchDimension });
        shape.Dim.AddRange(sampleShape.Select(length => new DimensionProto { DimValue = length }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TensorTypeProto { ElemType = type, Shape = shape } } };
    }
}
