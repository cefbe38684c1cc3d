using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>A trained network drops nothing.</summary>
internal sealed class DropoutLoops : ILayerLoops
{
    public string Type => "dropout";

    public bool IsIdentity => true;

    public string? Write(StepWriter step, ExportedLayer layer)
    {
        layer.Settings.Ignore("p");
        return null;
    }
}
