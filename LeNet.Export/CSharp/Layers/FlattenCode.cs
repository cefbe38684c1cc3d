using LeNet.Export.Networks;

namespace LeNet.Export.CSharp.Layers;

/// <summary>Values lie in the order channel, row, column already.</summary>
internal sealed class FlattenCode : ICSharpLayer
{
    public string Type => "flatten";

    public bool IsIdentity => true;

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
    }
}
