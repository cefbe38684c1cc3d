using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Input;

/// <summary>Raw 8-bit images → the first layer's input, as the engine does it.</summary>
internal static class Preprocessing
{
    private const string Scope = "preprocessing";

    /// <summary>Adds the nodes.</summary>
    /// <returns>The name of the first layer's input.</returns>
    public static string Write(OnnxGraph graph, ExportedInput input, string image)
    {
        string value = graph.Node(Scope, "Cast", [image], OnnxGraph.Attribute("to", (int)ElementType.Float));
        if (input.Fit == Fit.Resize)
        {
            value = Resampling.Write(graph, Scope, input, value);
        }

        if (!input.Margins.AreEmpty)
        {
            value = OnnxPadding.Write(graph, Scope, value, input.Margins, 0);
        }

        // A convolution of each channel by itself: OpenCV 4.6 adds a constant [1, channels, 1, 1] to samples and not to channels.
        int channels = input.Shape.Channels;
        return graph.Node(
            Scope,
            "Conv",
            [
                value,
                graph.Constant($"{Scope}.scale", [channels, 1, 1, 1], [.. input.Scale]),
                graph.Constant($"{Scope}.shift", [channels], [.. input.Shift]),
            ],
            OnnxGraph.Attribute("kernel_shape", 1, 1),
            OnnxGraph.Attribute("group", channels));
    }
}
