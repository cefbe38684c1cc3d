using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads an activation that is a layer of its own.</summary>
internal sealed class ActivationReader(Kind<Activation> kind) : LayerReader
{
    public override string Type => kind.Name;

    public override string Description => kind.Description;

    protected override IReadOnlyList<Key> OwnKeys => kind.Keys;

    public override Layer Read(string name, Fields fields) => new ActivationLayer(name, kind.Read(fields));

    public override IEnumerable<Setting>? Settings(Layer layer) => layer is ActivationLayer function && kind.Settings(function.Activation) is { } settings
        ? [Name.Of(layer.Name), new(TypeKey.Name, $"\"{Type}\""), .. settings]
        : null;
}
