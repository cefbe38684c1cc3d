using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp.Layers;

/// <summary>Writes layers of one kind as code.</summary>
internal interface ICSharpLayer
{
    /// <summary>The kind's type in the architecture file.</summary>
    string Type { get; }

    /// <summary>Whether a layer leaves its values as they are, so that it needs no code.</summary>
    bool IsIdentity => false;

    /// <summary>
    /// Writes the statements that compute a layer, without its activation: from the span x to the span y, both one sample
    /// in the order channel, row, column. The operations are the engine's, in its order.
    /// </summary>
    /// <param name="exported">The class; constants are added to it.</param>
    /// <param name="layer">The layer; every key of its settings is read.</param>
    /// <exception cref="ExportException">It cannot be exported.</exception>
    void Write(CSharpClass exported, ExportedLayer layer);
}
