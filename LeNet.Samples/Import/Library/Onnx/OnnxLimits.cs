namespace LeNet.Import.Onnx;

/// <summary>What an import may cost, since a small file can ask for a great deal.</summary>
/// <param name="Values">Numbers held at once: 128 million are a gigabyte.</param>
/// <param name="Work">Multiply-adds of the run that checks the import.</param>
internal sealed record OnnxLimits(long Values = 1L << 27, long Work = 1L << 32);
