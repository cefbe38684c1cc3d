using LeNet.Export.Networks;

namespace LeNet.Export.Onnx;

/// <summary>Rows and columns around an image.</summary>
internal static class OnnxPadding
{
    /// <summary>Adds a node that fills the margins with a value.</summary>
    /// <returns>The name of the larger image.</returns>
    public static string Write(OnnxGraph graph, string scope, string value, Margins margins, float fill)
    {
        string pads = graph.Constant($"{scope}.pads", 0, 0, margins.Top, margins.Left, 0, 0, margins.Bottom, margins.Right);
        string constant = graph.Constant($"{scope}.fill", [], (ReadOnlySpan<float>)[fill]);
        return graph.Node(scope, "Pad", [value, pads, constant]);
    }

    /// <summary>The settings <c>pads</c> of convolutions and pools.</summary>
    public static AttributeProto Attribute(Margins margins) =>
        OnnxGraph.Attribute("pads", margins.Top, margins.Left, margins.Bottom, margins.Right);
}
