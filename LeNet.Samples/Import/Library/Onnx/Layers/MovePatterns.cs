using LeNet.Generator.Architecture.Layers;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Nodes that put values elsewhere, or leave them as they are.</summary>
internal sealed class MovePattern() : NodePattern("Cast", "Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze")
{
    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        if (node.Operator is "Cast")
        {
            if (graph.Value(node.Outputs[0]).IsInteger)
            {
                throw new OnnxException(node, "makes whole numbers of values within the network");
            }

            return;
        }

        if (node.Operator is not "Identity")
        {
            builder.Move(node);
        }
    }
}

/// <summary>Dropout, which a model in evaluation mode may still hold: a trained network drops nothing.</summary>
internal sealed class DropoutPattern() : NodePattern("Dropout")
{
    private const float UsualRatio = 0.5f;

    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        builder.RequireShape(node);
        builder.FlattenIfModelDid();
        double ratio = graph.Parameter(node, 1)?.Values.FirstOrDefault() ?? node.Attributes.Number("ratio", UsualRatio);
        builder.AddInPlace(new LayerDraft
        {
            Stem = "drop",
            Make = (name, _) => new Dropout(name, ActivationPattern.Decimal((float)ratio)),
            Nodes = [node],
            Output = builder.Shape,
        });
    }
}

/// <summary>Pad: margins that the convolution or pool behind it makes its padding.</summary>
internal sealed class PadPattern() : NodePattern("Pad")
{
    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node) => builder.Pad(node);
}
