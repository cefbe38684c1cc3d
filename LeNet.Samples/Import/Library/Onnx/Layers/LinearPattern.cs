using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Gemm and MatMul with a constant matrix on the right; the constant sum behind a MatMul is found by <see cref="AffinePattern"/>.</summary>
internal sealed class LinearPattern() : NodePattern("Gemm", "MatMul")
{
    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        OnnxTensor x = graph.Value(node.Inputs[0]);
        bool isTransposed = node.Operator == "Gemm" && node.Attributes.Integer("transB", 0) != 0;
        OnnxTensor weight = graph.Parameter(node, 1)!;
        if (node.Operator == "Gemm" && node.Attributes.Integer("transA", 0) != 0)
        {
            throw new OnnxException(node, "takes its input transposed (transA), samples in columns; export the model so that samples are rows");
        }

        (int inputs, int outputs) = weight.Rank != 2 ? (0, 0) : isTransposed ? (weight.Shape[1], weight.Shape[0]) : (weight.Shape[0], weight.Shape[1]);
        if (weight.Rank != 2 || x.Shape[^1] != inputs || x.Count != inputs * x.Shape[0])
        {
            throw new OnnxException(node, $"multiplies {x.Title} by {weight.Title}; a fully connected layer here takes all values of a sample in one row, [batch, features]: flatten before it");
        }

        int[] places = builder.Vector(node);
        double alpha = node.Attributes.Number("alpha", 1);
        double[] values = new double[weight.Count];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
            {
                values[(output * inputs) + places[input]] = alpha * weight.Values[isTransposed ? (output * inputs) + input : (input * outputs) + output];
            }
        }

        LayerDraft draft = null!;
        draft = new LayerDraft
        {
            Stem = "fc",
            WeightName = node.Inputs[1],
            Make = (name, activation) => new Linear(name, outputs, draft.Tensors.ContainsKey("bias"), activation),
            Nodes = [node],
            Output = Shape.Flat(outputs),
            TakesActivation = true,
            TakesBias = true,
        };
        draft.Tensors["weight"] = values;
        if (node.Operator == "Gemm" && graph.Parameter(node, 2) is { } bias)
        {
            double beta = node.Attributes.Number("beta", 1);
            double[] added = OnnxArithmetic.Broadcast(graph.Call(node), bias, [x.Shape[0], outputs]).Values;
            if (added.Where((value, i) => value != added[i % outputs]).Any())
            {
                throw new OnnxException(node, "adds another constant to each sample of a batch");
            }

            draft.Tensors["bias"] = [.. added[..outputs].Select(value => beta * value)];
        }

        builder.Add(draft, node);
    }
}
