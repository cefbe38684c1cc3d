namespace LeNet.Testing;

/// <summary>Architectures, each of which is compiled when it is first wanted.</summary>
internal sealed class NetworkSet
{
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, Lazy<CompiledNetworks>> _compiled;

    /// <param name="architectures">The architectures, by what <see cref="ArchitectureText.Of(string, string, string[], string)"/> takes.</param>
    /// <param name="oneIn">For a long table: one in so many, the first among them, is compiled for all vector widths, the others for two in turn.</param>
    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers)> architectures, int oneIn = 1)
        : this(architectures.Select(given => KeyValuePair.Create(given.Name, ArchitectureText.Of(given.Name, given.Input, given.Layers, "cross_entropy"))), oneIn)
    {
    }

    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers, string Loss)> architectures)
        : this(architectures.Select(given => KeyValuePair.Create(given.Name, ArchitectureText.Of(given.Name, given.Input, given.Layers, given.Loss))))
    {
    }

    /// <param name="architectures">The architecture files by the names of their networks.</param>
    /// <param name="oneIn">As above.</param>
    public NetworkSet(IEnumerable<KeyValuePair<string, string>> architectures, int oneIn = 1)
    {
        KeyValuePair<string, string>[] all = [.. architectures];
        _texts = new Dictionary<string, string>(all, StringComparer.Ordinal);
        _compiled = all.Index().ToDictionary(
            given => given.Item.Key,
            given => new Lazy<CompiledNetworks>(() => given.Index % oneIn == 0
                ? NetworkCompiler.Compile(given.Item.Value)
                : NetworkCompiler.Compile(given.Item.Value, VectorWidths.InTurn(given.Index))),
            StringComparer.Ordinal);
    }

    /// <summary>In their order.</summary>
    public IEnumerable<string> Names => _texts.Keys;

    /// <summary>The network of a name, compiled.</summary>
    public CompiledNetworks this[string name] => _compiled[name].Value;

    /// <summary>The architecture file of a name.</summary>
    public string Text(string name) => _texts[name];
}
