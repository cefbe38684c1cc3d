using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>AveragePool and MaxPool.</summary>
internal sealed class PoolPattern() : NodePattern("AveragePool", "MaxPool")
{
    /// <summary>A number below all that a network computes.</summary>
    private const double Lowest = -1e30;

    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        Shape image = builder.Image(node, takesMargins: true);
        var window = OnnxWindow.Of(graph.Call(node));
        if (window.Dilation != Runtime.Size.One)
        {
            throw new OnnxException(node, "takes values at distances (dilations), which pools here do not");
        }

        bool isAverage = node.Operator == "AveragePool";
        PendingMargins? before = builder.TakeMargins();
        Size2 padding = WindowPadding.Even(node, WindowPadding.Of(window, before));
        (Size2 kernel, Size2 stride) = (WindowPadding.Of(window.Kernel), WindowPadding.Of(window.Stride));
        bool counts = before is not null || node.Attributes.Integer("count_include_pad", 0) != 0;
        RequireFill(builder, node, isAverage, window, before);
        builder.Add(
            new LayerDraft
            {
                Stem = "pool",
                Make = isAverage
                    ? (name, _) => new AvgPool2d(name, kernel, stride) { Padding = padding, CountIncludePad = counts || padding == default }
                    : (name, _) => new MaxPool2d(name, kernel, stride) { Padding = padding },
                Nodes = before is null ? [node] : [before.Node, node],
                Output = Shape.Image(image.Channels, window.Output.Height, window.Output.Width),
            },
            node);
    }

    /// <summary>Margins of a node before a pool must mean what the pool's own do.</summary>
    private static void RequireFill(NetworkBuilder builder, OnnxNode node, bool isAverage, OnnxWindow window, PendingMargins? before)
    {
        if (before is null)
        {
            return;
        }

        if (isAverage ? before.Fill != 0 : before.Fill > Lowest && !(before.Fill == 0 && IsNeverNegative(builder.Last)))
        {
            throw new OnnxException(before.Node, $"adds margins of {(isAverage ? "another number than 0 before an average" : "a number that may be the largest of a window")}; what lies outside the image {(isAverage ? "counts as 0" : "is never the largest")} here");
        }

        bool hasOwn = window.Begin != Runtime.Size.Zero || window.End != Runtime.Size.Zero;
        if (isAverage && hasOwn && node.Attributes.Integer("count_include_pad", 0) == 0)
        {
            throw new OnnxException(node, "has margins that count and margins that do not; here either all do or none");
        }
    }

    private static bool IsNeverNegative(LayerDraft? last) => last?.Activation is Relu or Sigmoid;
}
