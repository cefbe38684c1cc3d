using System.Text;
using LeNet.Export.Onnx;
using LeNet.Import;
using LeNet.Import.Onnx;

namespace LeNet.Fuzzing.Targets;

/// <summary>ONNX models: what is read of one is run, recognised and written, within small limits.</summary>
internal sealed class OnnxTarget : FuzzTarget
{
    private static readonly OnnxLimits Limits = new(Values: 1 << 16, Work: 1 << 20);

    public override string Name => "onnx";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        OnnxExporter.Export(TinyNetwork.Create(), new OnnxOptions()),
        OnnxExporter.Export(TinyNetwork.Create(), new OnnxOptions(Preprocessing: true, OperatorSet: 11)),
        .. CorpusFiles.Of("models"),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        [0x08, 0x07], [0x12, 0x00], [0x1a, 0x02], [0x22, 0x01], [0x2a, 0x10], [0x3a, 0x04], [0x42, 0x02, 0x10, 0x0d], [0x10, 0x07], [0x10, 0x01], [0x40, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        .. new[] { "Conv", "Gemm", "MatMul", "Add", "Mul", "Relu", "Reshape", "Transpose", "Flatten", "Softmax", "Pad", "Slice", "Gather", "Concat", "Squeeze", "Unsqueeze", "Shape", "ReduceMean", "axes", "perm", "pads", "strides", "auto_pad", "SAME_UPPER" }
            .Select(word => (byte[])[(byte)word.Length, .. Encoding.ASCII.GetBytes(word)]),
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(ImportException)];

    // A few hundred bytes for each node, of which one may be two bytes; and the run, the plan and the reference of what is accepted.
    public override long MostAllocated(int length) => (4L << 20) + (2048L * length);

    public override void Run(byte[] input)
    {
        ImportedNetwork network = OnnxImporter.Import(input, "Fuzzed", null, OnnxImporter.NoFile, Limits);
        foreach (float weight in network.Weights.Span)
        {
            if (!float.IsFinite(weight))
            {
                throw new BrokenPromiseException("a weight is not a number");
            }
        }
    }
}
