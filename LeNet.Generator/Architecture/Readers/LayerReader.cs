using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads one kind of layer. A kind is a reader in a file of its own and a line in <see cref="LayerReaders"/>.</summary>
internal abstract class LayerReader
{
    /// <summary>Every layer has these.</summary>
    public static readonly Key<string> Name = Key.Required(
        "name", new NameValue("the name of a layer", Names.CheckLayer), "the layer's name, from which its weights get theirs, as in conv1.weight");

    public static readonly Key<JsonString> TypeKey = Key.Required(
        "type", new NodeValue<JsonString>("a string, the kind of layer"), "the kind of layer");

    private IReadOnlyList<Key>? _keys;

    /// <summary>The value of "type".</summary>
    public abstract string Type { get; }

    /// <summary>One line for people, without a full stop.</summary>
    public abstract string Description { get; }

    /// <summary>The keys of this kind, besides those that every layer has.</summary>
    protected abstract IReadOnlyList<Key> OwnKeys { get; }

    /// <summary>All keys of this kind.</summary>
    public IReadOnlyList<Key> Keys => _keys ??= [Name, TypeKey, .. OwnKeys];

    /// <summary>The layer of checked fields.</summary>
    public abstract Layer Read(string name, Fields fields);

    /// <summary>What would read back as the layer, defaults written out; null for a layer of another kind.</summary>
    public abstract IEnumerable<Setting>? Settings(Layer layer);
}

/// <summary>Reads one kind of layer, whose model is a <typeparamref name="TLayer"/>.</summary>
internal abstract class LayerReader<TLayer> : LayerReader
    where TLayer : Layer
{
    public sealed override IEnumerable<Setting>? Settings(Layer layer) => layer is TLayer own && IsOwn(own)
        ? [Name.Of(own.Name), new(TypeKey.Name, $"\"{Type}\""), .. OwnSettings(own)]
        : null;

    /// <summary>Whether it is of this kind, where several kinds share a model.</summary>
    protected virtual bool IsOwn(TLayer layer) => true;

    /// <summary>The values of this kind's own keys; what is only checked is left out.</summary>
    protected abstract IEnumerable<Setting> OwnSettings(TLayer layer);
}
