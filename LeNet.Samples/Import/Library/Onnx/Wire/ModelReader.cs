using LeNet.Runtime;

namespace LeNet.Import.Onnx.Wire;

/// <summary>Reads an .onnx file, with the field numbers of onnx.proto in the repository onnx/onnx. What is not needed is skipped.</summary>
/// <param name="external">Gives the bytes of a file beside the model, by its name.</param>
internal sealed class ModelReader(Func<string, ReadOnlyMemory<byte>> external)
{
    /// <summary>The last operator set that was tried.</summary>
    private const int NewestOperatorSet = 25;

    /// <summary>The first one whose operators stretch axes as they do today.</summary>
    private const int OldestOperatorSet = 7;

    /// <summary>More than any network of layers has; each takes some hundred bytes, and may be two in the file.</summary>
    private const int MostNodes = 50_000;

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="WireException">They are no model.</exception>
    /// <exception cref="OnnxException">It is a model that cannot be taken.</exception>
    public OnnxModel Read(ReadOnlyMemory<byte> file)
    {
        string producer = "";
        long? operatorSet = null;
        OnnxModel? graph = null;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var model = new WireReader(file);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 2:
                    producer = model.Text();
                    break;
                case 7:
                    graph = ReadGraph(model.Message());
                    break;
                case 8:
                    (string domain, long version) = ReadOperatorSet(model.Message());
                    operatorSet = domain is "" or "ai.onnx" ? version : operatorSet;
                    break;
                case 14:
                    (string key, string value) = ReadFact(model.Message());
                    metadata[key] = value;
                    break;
                default:
                    model.Skip();
                    break;
            }
        }

        if (graph is null)
        {
            throw new WireException();
        }

        if (operatorSet is not (>= OldestOperatorSet and <= NewestOperatorSet))
        {
            throw new OnnxException(FormattableString.Invariant(
                $"the model is of operator set {operatorSet ?? 0}; sets {OldestOperatorSet} to {NewestOperatorSet} are read: export it again with another (opset_version=17), or convert it with onnx.version_converter"));
        }

        return graph with { OperatorSet = (int)operatorSet, Producer = producer, Metadata = metadata };
    }

    private OnnxModel ReadGraph(WireReader graph)
    {
        string name = "";
        List<OnnxNode> nodes = [];
        List<OnnxValue> inputs = [];
        List<OnnxValue> outputs = [];
        var constants = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1 when nodes.Count < MostNodes:
                    nodes.Add(ReadNode(graph.Message()));
                    break;
                case 1:
                    throw new OnnxException(FormattableString.Invariant($"the model has more than {MostNodes:N0} nodes, which no network of layers has"));
                case 2:
                    name = graph.Text();
                    break;
                case 5:
                    (string constant, OnnxTensor tensor) = new TensorReader(external).Read(graph.Message());
                    constants[constant] = tensor;
                    break;
                case 11:
                    inputs.Add(ValueReader.Read(graph.Message()));
                    break;
                case 12:
                    outputs.Add(ValueReader.Read(graph.Message()));
                    break;
                case 15:
                    throw new OnnxException("the model keeps weights as sparse tensors; save them as dense ones");
                default:
                    graph.Skip();
                    break;
            }
        }

        var given = new HashSet<string>(constants.Keys.Concat(inputs.Select(input => input.Name)), StringComparer.Ordinal);
        foreach (OnnxNode node in nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (!given.Add(output))
                {
                    throw new OnnxException(node, $"gives '{OnnxNode.Shown(output)}', which is there already; the file is damaged");
                }
            }
        }

        // Files of format version 3 list their constants among the inputs.
        return new OnnxModel(0, nodes, constants, [.. inputs.Where(input => !constants.ContainsKey(input.Name))], outputs) { Name = name };
    }

    private OnnxNode ReadNode(WireReader node)
    {
        (string name, string operation, string domain) = ("", "", "");
        List<string> inputs = [];
        List<string> outputs = [];
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.Text());
                    break;
                case 2:
                    outputs.Add(node.Text());
                    break;
                case 3:
                    name = node.Text();
                    break;
                case 4:
                    operation = node.Text();
                    break;
                case 5:
                    (string key, object? value) = ReadAttribute(node.Message());
                    if (value is not null)
                    {
                        attributes[key] = value;
                    }

                    break;
                case 7:
                    domain = node.Text();
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        return new OnnxNode(name, operation, inputs, outputs, new OnnxAttributes(attributes)) { Domain = domain };
    }

    private (string Name, object? Value) ReadAttribute(WireReader attribute)
    {
        string name = "";
        object? value = null;
        List<long> integers = [];
        List<float> floats = [];
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 1:
                    name = attribute.Text();
                    break;
                case 2:
                    value = attribute.Float();
                    break;
                case 3:
                    value = attribute.Integer();
                    break;
                case 4:
                    value = attribute.Text();
                    break;
                case 5:
                    value = new TensorReader(external).Read(attribute.Message()).Tensor;
                    break;
                case 7:
                    floats.AddRange(TensorReader.Floats(attribute.Fixed(sizeof(float))));
                    break;
                case 8:
                    attribute.Integers(integers);
                    break;
                default:
                    attribute.Skip();
                    break;
            }
        }

        // A list may be empty, and other kinds of values, such as graphs, are of operators that are refused by name.
        return (name, integers.Count > 0 ? integers.ToArray() : floats.Count > 0 ? floats.ToArray() : value);
    }

    private static (string Domain, long Version) ReadOperatorSet(WireReader set)
    {
        (string domain, long version) = ("", 0);
        while (set.Next())
        {
            switch (set.Field)
            {
                case 1:
                    domain = set.Text();
                    break;
                case 2:
                    version = set.Integer();
                    break;
                default:
                    set.Skip();
                    break;
            }
        }

        return (domain, version);
    }

    private static (string Key, string Value) ReadFact(WireReader fact)
    {
        (string key, string value) = ("", "");
        while (fact.Next())
        {
            switch (fact.Field)
            {
                case 1:
                    key = fact.Text();
                    break;
                case 2:
                    value = fact.Text();
                    break;
                default:
                    fact.Skip();
                    break;
            }
        }

        return (key, value);
    }
}
