using System.Collections.Immutable;
using LeNet.Generator.Architecture.Keys;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>What could be read of a network, with the places of its parts for later messages.</summary>
/// <param name="Name">Null if it could not be read, as all that follow.</param>
/// <param name="Layers">All of them, in order.</param>
/// <param name="LayersSpan">Of the key "layers".</param>
internal sealed record ParsedNetwork(
    string? Name,
    string? Namespace,
    TextSpan NameSpan,
    ImageInput? Input,
    ImmutableArray<ParsedLayer> Layers,
    TextSpan LayersSpan,
    Loss? Loss)
{
    /// <summary>Null if any of it could not be read.</summary>
    public NetworkArchitecture? Architecture { get; init; }
}

/// <summary>A layer with its places in the file.</summary>
/// <param name="Layer">Null if it could not be read.</param>
internal sealed record ParsedLayer(Layer? Layer, LayerSite Site);

/// <summary>Where a layer stands in the file.</summary>
/// <param name="Label">What messages call it: its name, or "layer 3" if it has none.</param>
/// <param name="Number">From 1.</param>
/// <param name="Name">Where its name stands, or else where it begins.</param>
/// <param name="Type">Where its type stands, or else where it begins.</param>
/// <param name="Fields">Null if its kind is unknown.</param>
internal sealed record LayerSite(string Label, int Number, TextSpan Name, TextSpan Type, Fields? Fields)
{
    /// <summary>Where the value of a key stands, or else the layer's type.</summary>
    public TextSpan SpanOf(Key key) => Fields?.SpanOf(key, Type) ?? Type;

    /// <summary>The value of a key that is only there to be checked.</summary>
    public bool TryGet<T>(Key<T> key, out T value)
        where T : notnull
    {
        value = Fields is null ? default! : Fields.Get(key);
        return Fields?.Has(key) ?? false;
    }
}
