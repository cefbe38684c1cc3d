using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>Values lie in the order channel, row, column already.</summary>
internal sealed class FlattenLoops : ILayerLoops
{
    public string Type => "flatten";

    public bool IsIdentity => true;

    public string? Write(StepWriter step, ExportedLayer layer) => null;
}
