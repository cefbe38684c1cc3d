using LeNet.Generator.Architecture.Layers;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>
/// A sum or product with constants: the normalisation of the input, the bias of the layer before, the scale and offset of a layer normalisation, or
/// else a batch normalisation that only scales.
/// </summary>
internal sealed class AffinePattern() : NodePattern("Add", "Sub", "Mul", "Div", "Neg")
{
    protected override string? Input(GraphView graph, OnnxNode node) =>
        graph.OnlyData(node) is { } data && node.Inputs.Count(input => input == data) == 1 && !(node.Operator == "Div" && node.Inputs[0] != data) ? data : null;

    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        (OnnxTensor scale, OnnxTensor shift) = Read(graph, node);
        if (builder.TryNormalise(node, scale, shift))
        {
            return;
        }

        (double[] factors, double[] offsets) = (builder.Arrange(node, scale), builder.Arrange(node, shift));
        if (builder.Last is { TakesScale: true } norm && Join(norm, factors, offsets))
        {
            return;
        }

        int channels = builder.Shape.Channels;
        (double[]? factor, double[]? offset) = (NetworkBuilder.PerChannel(factors, channels), NetworkBuilder.PerChannel(offsets, channels));
        bool isSum = factors.All(value => value == 1);
        if (isSum && offsets.All(value => value == 0))
        {
            return;
        }

        if (factor is null || offset is null)
        {
            throw new OnnxException(node, "has a constant for each pixel; layers here have one for each channel");
        }

        if (isSum && builder.Last is { TakesBias: true, Activation: Generator.Architecture.NoActivation } last && !builder.IsToFlatten)
        {
            last.Tensors["bias"] = last.Tensors.TryGetValue("bias", out double[]? bias) ? [.. bias.Zip(offset, (a, b) => a + b)] : offset;
            return;
        }

        if (builder.Last is { IsScale: true, Activation: Generator.Architecture.NoActivation } scaled && !builder.IsToFlatten)
        {
            scaled.Tensors["weight"] = [.. scaled.Tensors["weight"].Zip(factor, (a, b) => a * b)];
            scaled.Tensors["bias"] = [.. scaled.Tensors["bias"].Zip(factor, (a, b) => a * b).Zip(offset, (a, b) => a + b)];
            return;
        }

        builder.FlattenIfModelDid();
        builder.Notes.Add($"{node.Label} scales or shifts every channel by constants: it is a batch normalisation whose statistics are 0 and 1");
        builder.AddInPlace(BatchNormPattern.Draft(builder.Shape, [node], new BatchNormPattern.Numbers(factor, offset, new double[channels], [.. Enumerable.Repeat(1.0, channels)]), epsilon: 0, isScale: true));
    }

    private static (OnnxTensor Scale, OnnxTensor Shift) Read(GraphView graph, OnnxNode node)
    {
        var (one, zero) = (OnnxTensor.Scalar(1), OnnxTensor.Scalar(0));
        if (node.Operator == "Neg")
        {
            return (OnnxTensor.Scalar(-1), zero);
        }

        bool isFirst = graph.IsData(node.Inputs[0]);
        OnnxTensor constant = graph.Parameter(node, isFirst ? 1 : 0)!;
        return node.Operator switch
        {
            "Add" => (one, constant),
            "Sub" when isFirst => (one, constant with { Values = Array.ConvertAll(constant.Values, value => -value) }),
            "Sub" => (OnnxTensor.Scalar(-1), constant),
            "Mul" => (constant, zero),
            _ => (constant with { Values = Array.ConvertAll(constant.Values, value => 1 / value) }, zero),
        };
    }

    /// <summary>Makes constants the scale and offset of a layer normalisation.</summary>
    private static bool Join(LayerDraft norm, double[] factors, double[] offsets)
    {
        if (norm.Activation is not Generator.Architecture.NoActivation)
        {
            return false;
        }

        double[] weight = norm.Tensors.TryGetValue("weight", out double[]? own) ? own : [.. Enumerable.Repeat(1.0, factors.Length)];
        double[] bias = norm.Tensors.TryGetValue("bias", out double[]? offset) ? offset : new double[factors.Length];
        norm.Tensors["weight"] = [.. weight.Zip(factors, (a, b) => a * b)];
        norm.Tensors["bias"] = [.. bias.Zip(factors, (a, b) => a * b).Zip(offsets, (a, b) => a + b)];
        return true;
    }
}
