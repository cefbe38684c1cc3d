using LeNet.Export.Networks;

namespace LeNet.Export.CSharp.Layers;

/// <summary>A trained network drops nothing.</summary>
internal sealed class DropoutCode : ICSharpLayer
{
    public string Type => "dropout";

    public bool IsIdentity => true;

    public void Write(CSharpClass exported, ExportedLayer layer) => layer.Settings.Ignore("p");
}
