using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>BatchNormalization by the statistics of training, of images or of vectors.</summary>
internal sealed class BatchNormPattern() : NodePattern("BatchNormalization")
{
    /// <summary>ONNX's momentum is how much stays of the running statistics.</summary>
    private const float UsualMomentum = 0.9f;

    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        OnnxTensor x = graph.Value(node.Inputs[0]);
        double[][] parameters;
        if (x.Rank == 4)
        {
            builder.Image(node);
            parameters = [.. Enumerable.Range(1, 4).Select(i => graph.Parameter(node, i)!.Values)];
        }
        else
        {
            int[] places = x.Rank == 2 ? builder.Vector(node) : throw new OnnxException(node, $"normalises the channels of {x.Title}; images and vectors can be normalised here");
            parameters = [.. Enumerable.Range(1, 4).Select(i => Placed(graph.Parameter(node, i)!.Values, places))];
        }

        double momentum = ActivationPattern.Decimal(MathF.Round(1 - node.Attributes.Number("momentum", UsualMomentum), 6));
        var numbers = new Numbers(parameters[0], parameters[1], parameters[2], parameters[3]);
        builder.AddInPlace(Draft(builder.Shape, [node], numbers, ActivationPattern.Decimal(node.Attributes.Number("epsilon", 1e-5f)), isScale: false, momentum, node.Inputs[1], isAffine: !builder.HasFixedScale([node])));
    }

    /// <summary>A batch normalisation of a shape.</summary>
    /// <param name="shape">What comes in and goes out.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="numbers">Its parameters.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="isScale">Whether it is only a scale and an offset.</param>
    /// <param name="momentum">How much of a batch's statistics the running ones take over in training.</param>
    /// <param name="weightName">The model's name of the scale.</param>
    /// <param name="isAffine">Whether scale and offset are learned.</param>
    public static LayerDraft Draft(Shape shape, IReadOnlyList<OnnxNode> nodes, Numbers numbers, double epsilon, bool isScale, double momentum = 0.1, string? weightName = null, bool isAffine = true)
    {
        var draft = new LayerDraft
        {
            Stem = "norm",
            WeightName = weightName,
            Make = (name, activation) => new BatchNorm(name, !shape.IsFlat, epsilon, momentum, isAffine, activation),
            Nodes = nodes,
            Output = shape,
            TakesActivation = true,
            IsScale = isScale,
        };
        if (isAffine)
        {
            (draft.Tensors["weight"], draft.Tensors["bias"]) = (numbers.Scale, numbers.Offset);
        }

        (draft.Tensors["running_mean"], draft.Tensors["running_var"]) = (numbers.Mean, numbers.Variance);
        return draft;
    }

    private static double[] Placed(double[] values, int[] places)
    {
        double[] placed = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            placed[places[i]] = values[i];
        }

        return placed;
    }

    /// <summary>The parameters, each [channels].</summary>
    internal sealed record Numbers(double[] Scale, double[] Offset, double[] Mean, double[] Variance);
}
