namespace LeNet.Import.Onnx.Wire;

/// <summary>Bytes are no protobuf message of the kind that is wanted.</summary>
internal sealed class WireException() : Exception("The bytes are no protobuf message.");
