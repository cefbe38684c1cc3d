using ProtoBuf;

// The messages of an .onnx file that this exporter writes, with the field numbers of onnx.proto in the repository onnx/onnx.
// A value that may be 0 is nullable: some readers want the field to be there.
namespace LeNet.Export.Onnx;

/// <summary>The file.</summary>
[ProtoContract]
internal sealed class ModelProto
{
    [ProtoMember(1)]
    public long IrVersion { get; set; }

    [ProtoMember(2)]
    public string ProducerName { get; set; } = "";

    [ProtoMember(3)]
    public string ProducerVersion { get; set; } = "";

    [ProtoMember(7)]
    public GraphProto? Graph { get; set; }

    [ProtoMember(8)]
    public List<OperatorSetIdProto> OpsetImport { get; } = [];

    [ProtoMember(14)]
    public List<StringStringEntryProto> MetadataProps { get; } = [];
}

/// <summary>Which version of an operator set is meant; the default one has no name.</summary>
[ProtoContract]
internal sealed class OperatorSetIdProto
{
    [ProtoMember(1)]
    public string? Domain { get; set; }

    [ProtoMember(2)]
    public long Version { get; set; }
}

/// <summary>A fact about the model for people and programs.</summary>
[ProtoContract]
internal sealed class StringStringEntryProto
{
    [ProtoMember(1)]
    public string Key { get; set; } = "";

    [ProtoMember(2)]
    public string Value { get; set; } = "";
}

/// <summary>Nodes in an order in which each finds its inputs computed.</summary>
[ProtoContract]
internal sealed class GraphProto
{
    [ProtoMember(1)]
    public List<NodeProto> Node { get; } = [];

    [ProtoMember(2)]
    public string Name { get; set; } = "";

    [ProtoMember(5)]
    public List<TensorProto> Initializer { get; } = [];

    [ProtoMember(11)]
    public List<ValueInfoProto> Input { get; } = [];

    [ProtoMember(12)]
    public List<ValueInfoProto> Output { get; } = [];
}

/// <summary>An operator at work.</summary>
[ProtoContract]
internal sealed class NodeProto
{
    [ProtoMember(1)]
    public List<string> Input { get; } = [];

    [ProtoMember(2)]
    public List<string> Output { get; } = [];

    [ProtoMember(3)]
    public string Name { get; set; } = "";

    [ProtoMember(4)]
    public string OpType { get; set; } = "";

    [ProtoMember(5)]
    public List<AttributeProto> Attribute { get; } = [];
}

/// <summary>A setting of an operator.</summary>
[ProtoContract]
internal sealed class AttributeProto
{
    [ProtoMember(1)]
    public string Name { get; set; } = "";

    [ProtoMember(2)]
    public float? F { get; set; }

    [ProtoMember(3)]
    public long? I { get; set; }

    [ProtoMember(8, IsPacked = false)]
    public List<long> Ints { get; } = [];

    [ProtoMember(20)]
    public AttributeType Type { get; set; }
}

/// <summary>Which field of a setting counts.</summary>
internal enum AttributeType
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    Ints = 7,
}

/// <summary>A constant.</summary>
[ProtoContract]
internal sealed class TensorProto
{
    [ProtoMember(1, IsPacked = false)]
    public List<long> Dims { get; } = [];

    [ProtoMember(2)]
    public ElementType DataType { get; set; }

    [ProtoMember(8)]
    public string Name { get; set; } = "";

    [ProtoMember(9)]
    public byte[] RawData { get; set; } = [];
}

/// <summary>What a tensor's values are; TensorProto.DataType in the schema.</summary>
internal enum ElementType
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int64 = 7,
}

/// <summary>What goes in or out.</summary>
[ProtoContract]
internal sealed class ValueInfoProto
{
    [ProtoMember(1)]
    public string Name { get; set; } = "";

    [ProtoMember(2)]
    public TypeProto? Type { get; set; }

    [ProtoMember(3)]
    public string? DocString { get; set; }
}

/// <summary>A type; only tensors are used here.</summary>
[ProtoContract]
internal sealed class TypeProto
{
    [ProtoMember(1)]
    public TensorTypeProto? TensorType { get; set; }
}

/// <summary>TypeProto.Tensor in the schema.</summary>
[ProtoContract]
internal sealed class TensorTypeProto
{
    [ProtoMember(1)]
    public ElementType ElemType { get; set; }

    [ProtoMember(2)]
    public TensorShapeProto? Shape { get; set; }
}

/// <summary>Sizes, known or named.</summary>
[ProtoContract]
internal sealed class TensorShapeProto
{
    [ProtoMember(1)]
    public List<DimensionProto> Dim { get; } = [];
}

/// <summary>TensorShapeProto.Dimension in the schema: a size, or the name of one that the caller chooses.</summary>
[ProtoContract]
internal sealed class DimensionProto
{
    [ProtoMember(1)]
    public long? DimValue { get; set; }

    [ProtoMember(2)]
    public string? DimParam { get; set; }
}
