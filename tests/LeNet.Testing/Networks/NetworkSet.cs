namespace LeNet.Testing;

/// <summary>Architectures, each of which is compiled when it is first wanted.</summary>
internal sealed class NetworkSet
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, Lazy<CompiledNetworks>> _compiled;

    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers)> architectures)
        : this(architectures.Select(given => (given.Name, given.Input, given.Layers, "cross_entropy")))
    {
    }

    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers, string Loss)> architectures)
        : this(architectures.Select(given => KeyValuePair.Create(given.Name, ArchitectureText.Of(given.Name, given.Input, given.Layers, given.Loss))))
    {
    }

    /// <param name="architectures">The architecture files by the names of their networks.</param>
    public NetworkSet(IEnumerable<KeyValuePair<string, string>> architectures)
    {
        _texts = new Dictionary<string, string>(architectures, StringComparer.Ordinal);
        _compiled = _texts.ToDictionary(pair => pair.Key, pair => new Lazy<CompiledNetworks>(() => NetworkCompiler.Compile(pair.Value)), StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _texts.Keys;

    /// <summary>The network of a name, compiled.</summary>
    public CompiledNetworks this[string name] => _compiled[name].Value;

    /// <summary>The architecture file of a name.</summary>
    public string Text(string name) => _texts[name];
}
