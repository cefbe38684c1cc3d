using LeNet.Export.Onnx;

namespace LeNet.Readers.Cases;

/// <summary>A way in which every network is exported.</summary>
/// <param name="Name">What its cases are called.</param>
/// <param name="Options">How it is exported.</param>
internal sealed record Variant(string Name, OnnxOptions Options)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Variant> All =
    [
        new("any", new OnnxOptions()),
        new("image", new OnnxOptions(Preprocessing: true)),
        new("batch1", new OnnxOptions(Batch: 1)),
        new("batch3", new OnnxOptions(Batch: 3, Preprocessing: true)),
        new("oldest", new OnnxOptions(OperatorSet: OnnxOptions.OldestOperatorSet)),
        new("opset16", new OnnxOptions(OperatorSet: 16, Preprocessing: true)),
        new("newest", new OnnxOptions(OperatorSet: OnnxOptions.NewestOperatorSet)),
    ];
}
