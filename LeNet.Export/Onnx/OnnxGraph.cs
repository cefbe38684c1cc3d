using System.Buffers.Binary;

namespace LeNet.Export.Onnx;

/// <summary>Collects the nodes and constants of a graph. Values have names, which nodes take and give.</summary>
internal sealed class OnnxGraph(int operatorSet)
{
    private readonly GraphProto _graph = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The version of the operator set that nodes are taken from.</summary>
    public int OperatorSet => operatorSet;

    /// <summary>Adds a node.</summary>
    /// <param name="scope">The layer that it belongs to.</param>
    /// <param name="operation">The operator, such as <c>Conv</c>.</param>
    /// <param name="inputs">Names of values and constants.</param>
    /// <param name="attributes">The operator's settings.</param>
    /// <returns>The name of the value that it gives.</returns>
    public string Node(string scope, string operation, string[] inputs, params AttributeProto[] attributes) =>
        Node(scope, operation, inputs, [], attributes);

    /// <summary>Adds a node with outputs that nothing takes, and returns the name of the first.</summary>
    /// <param name="scope">The layer that it belongs to.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Names of values and constants.</param>
    /// <param name="unused">What the further outputs are, such as <c>mean</c>.</param>
    /// <param name="attributes">The operator's settings.</param>
    public string Node(string scope, string operation, string[] inputs, string[] unused, params AttributeProto[] attributes)
    {
        string name = Unique($"{scope}/{operation}");
        var node = new NodeProto { Name = name, OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.Add(name);
        node.Output.AddRange(unused.Select(output => Unique($"{name}/{output}")));
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return name;
    }

    /// <summary>Adds a constant of floats, and returns its name.</summary>
    public string Constant(string name, IEnumerable<int> shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Constant(name, ElementType.Float, shape, bytes);
    }

    /// <summary>Adds a constant of 64-bit integers in one dimension, which operators take for sizes, and returns its name.</summary>
    public string Constant(string name, params ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        }

        return Constant(name, ElementType.Int64, [values.Length], bytes);
    }

    /// <summary>A setting that is a number.</summary>
    public static AttributeProto Attribute(string name, float value) => new() { Name = name, F = value, Type = AttributeType.Float };

    /// <summary>A setting that is a whole number.</summary>
    public static AttributeProto Attribute(string name, int value) => new() { Name = name, I = value, Type = AttributeType.Int };

    /// <summary>A setting that is a list of whole numbers.</summary>
    public static AttributeProto Attribute(string name, params int[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.AddRange(values.Select(value => (long)value));
        return attribute;
    }

    /// <summary>Gives a value a name for the world outside.</summary>
    public void Rename(string value, string name)
    {
        foreach (NodeProto node in _graph.Node)
        {
            Replace(node.Input, value, name);
            Replace(node.Output, value, name);
        }
    }

    /// <summary>The graph.</summary>
    public GraphProto Finish(string name, ValueInfoProto input, IEnumerable<ValueInfoProto> outputs)
    {
        _graph.Name = name;
        _graph.Input.Add(input);
        _graph.Output.AddRange(outputs);
        return _graph;
    }

    private string Constant(string name, ElementType type, IEnumerable<int> shape, byte[] bytes)
    {
        name = Unique(name);
        var tensor = new TensorProto { Name = name, DataType = type, RawData = bytes };
        tensor.Dims.AddRange(shape.Select(size => (long)size));
        _graph.Initializer.Add(tensor);
        return name;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int number = 2; !_names.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }

    private static void Replace(List<string> names, string old, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = names[i] == old ? name : names[i];
        }
    }
}
