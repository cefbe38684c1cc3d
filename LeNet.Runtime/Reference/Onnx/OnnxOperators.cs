namespace LeNet.Runtime;

/// <summary>The operators: the one place that lists them.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<OnnxCall, OnnxTensor>> All = new(StringComparer.Ordinal)
    {
        ["Abs"] = OnnxFunctions.Of(Math.Abs),
        ["Add"] = OnnxArithmetic.Of((a, b) => a + b),
        ["AveragePool"] = OnnxPools.Average,
        ["BatchNormalization"] = OnnxNorms.Batch,
        ["Cast"] = OnnxFunctions.Cast,
        ["Ceil"] = OnnxFunctions.Of(Math.Ceiling),
        ["Clip"] = OnnxFunctions.Clip,
        ["Concat"] = OnnxMoves.Concat,
        ["Constant"] = OnnxShapes.Constant,
        ["ConstantOfShape"] = OnnxShapes.ConstantOfShape,
        ["Conv"] = OnnxConvolution.Compute,
        ["Div"] = OnnxArithmetic.Divide,
        ["Dropout"] = OnnxFunctions.Of(x => x),
        ["Elu"] = OnnxFunctions.Elu,
        ["Erf"] = OnnxFunctions.Of(OnnxFunctions.Erf),
        ["Exp"] = OnnxFunctions.Of(Math.Exp),
        ["Expand"] = OnnxMoves.Expand,
        ["Flatten"] = OnnxMoves.Flatten,
        ["Floor"] = OnnxFunctions.Of(Math.Floor),
        ["Gather"] = OnnxMoves.Gather,
        ["Gelu"] = OnnxFunctions.Gelu,
        ["Gemm"] = OnnxProducts.Gemm,
        ["GlobalAveragePool"] = OnnxPools.GlobalAverage,
        ["Identity"] = OnnxFunctions.Of(x => x),
        ["LayerNormalization"] = OnnxNorms.Layer,
        ["LeakyRelu"] = OnnxFunctions.LeakyRelu,
        ["MatMul"] = OnnxProducts.MatMul,
        ["Max"] = OnnxArithmetic.OfAll(Math.Max),
        ["MaxPool"] = OnnxPools.Maximum,
        ["Min"] = OnnxArithmetic.OfAll(Math.Min),
        ["Mul"] = OnnxArithmetic.Of((a, b) => a * b),
        ["Neg"] = OnnxFunctions.Of(x => -x),
        ["Pad"] = OnnxMoves.Pad,
        ["Pow"] = OnnxArithmetic.Of(Math.Pow),
        ["Reciprocal"] = OnnxFunctions.Of(x => 1 / x),
        ["ReduceMax"] = OnnxReductions.Of((values, _) => values.Max(), firstWithInput: 18),
        ["ReduceMean"] = OnnxReductions.Of((values, _) => values.Average(), firstWithInput: 18),
        ["ReduceProd"] = OnnxReductions.Of((values, _) => values.Aggregate(1.0, (a, b) => a * b), firstWithInput: 18),
        ["ReduceSum"] = OnnxReductions.Of((values, _) => values.Sum(), firstWithInput: 13),
        ["Relu"] = OnnxFunctions.Of(x => double.IsNaN(x) ? x : Math.Max(x, 0)),
        ["Reshape"] = OnnxMoves.Reshape,
        ["Shape"] = OnnxShapes.Shape,
        ["Sigmoid"] = OnnxFunctions.Of(x => 1 / (1 + Math.Exp(-x))),
        ["Slice"] = OnnxMoves.Slice,
        ["Sqrt"] = OnnxFunctions.Of(Math.Sqrt),
        ["Squeeze"] = OnnxMoves.Squeeze,
        ["Sub"] = OnnxArithmetic.Of((a, b) => a - b),
        ["Sum"] = OnnxArithmetic.OfAll((a, b) => a + b),
        ["Tanh"] = OnnxFunctions.Of(Math.Tanh),
        ["Transpose"] = OnnxMoves.Transpose,
        ["Unsqueeze"] = OnnxMoves.Unsqueeze,
    };

    /// <summary>What computes a node, or null for an operator that is not known.</summary>
    public static Func<OnnxCall, OnnxTensor>? Find(OnnxNode node) =>
        node.Domain is "" or "ai.onnx" && All.TryGetValue(node.Operator, out Func<OnnxCall, OnnxTensor>? operation) ? operation : null;
}
