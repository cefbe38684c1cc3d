using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>Writes layers of one kind as nodes.</summary>
internal interface IOnnxLayer
{
    /// <summary>The kind's type in the architecture file.</summary>
    string Type { get; }

    /// <summary>Adds the nodes of a layer, without its activation.</summary>
    /// <param name="graph">Where they go.</param>
    /// <param name="layer">The layer; every key of its settings is read.</param>
    /// <param name="x">The name of what comes in: [batch, channels, height, width] or [batch, features].</param>
    /// <returns>The name of what goes out.</returns>
    /// <exception cref="ExportException">ONNX cannot express it.</exception>
    string Write(OnnxGraph graph, ExportedLayer layer, string x);
}
