using System.Buffers.Binary;

namespace LeNet.Comparison.Onnx;

/// <summary>Writes a model as the bytes of an .onnx file. The numbers are those of onnx.proto3.</summary>
internal static class OnnxSerializer
{
    private const int Float32 = 1;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Serialize(OnnxModel model)
    {
        using MemoryStream stream = new();
        ProtobufWriter file = new(stream);
        file.Integer(1, OnnxModel.FormatVersion);
        file.Text(2, "LeNet");
        file.Message(7, graph => Write(graph, model.Graph));
        file.Message(8, operators =>
        {
            operators.Text(1, "");
            operators.Integer(2, OnnxModel.OperatorSet);
        });
        return stream.ToArray();
    }

    private static void Write(ProtobufWriter message, OnnxGraph graph)
    {
        foreach (OnnxNode node in graph.Nodes)
        {
            message.Message(1, inner => Write(inner, node));
        }

        message.Text(2, graph.Name);
        foreach (OnnxTensor tensor in graph.Weights)
        {
            message.Message(5, inner => Write(inner, tensor));
        }

        message.Message(11, inner => Write(inner, graph.Input));
        message.Message(12, inner => Write(inner, graph.Output));
    }

    private static void Write(ProtobufWriter message, OnnxNode node)
    {
        foreach (string input in node.Inputs)
        {
            message.Text(1, input);
        }

        message.Text(2, node.Output);
        message.Text(3, node.Name);
        message.Text(4, node.Operator);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            message.Message(5, inner => Write(inner, attribute));
        }
    }

    private static void Write(ProtobufWriter message, OnnxAttribute attribute)
    {
        const int integer = 2;
        const int integers = 7;
        message.Text(1, attribute.Name);
        if (attribute.IsList)
        {
            message.Integers(8, attribute.Values.Select(value => (long)value));
            message.Integer(20, integers);
        }
        else
        {
            message.Integer(3, attribute.Values[0]);
            message.Integer(20, integer);
        }
    }

    private static void Write(ProtobufWriter message, OnnxTensor tensor)
    {
        message.Integers(1, tensor.Shape.Select(size => (long)size));
        message.Integer(2, Float32);
        message.Text(8, tensor.Name);
        byte[] bytes = new byte[tensor.Values.Length * sizeof(float)];
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor.Values[i]);
        }

        message.Bytes(9, bytes);
    }

    private static void Write(ProtobufWriter message, OnnxValue value)
    {
        message.Text(1, value.Name);
        message.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, Float32);
            tensor.Message(2, shape =>
            {
                shape.Message(1, batch => batch.Text(2, OnnxValue.BatchDimension));
                foreach (int size in value.SampleShape)
                {
                    shape.Message(1, dimension => dimension.Integer(1, size));
                }
            });
        }));
    }
}
