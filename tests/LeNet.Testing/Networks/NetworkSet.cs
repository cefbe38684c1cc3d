namespace LeNet.Testing;

/// <summary>Architectures that are compiled together, when the first of them is wanted.</summary>
internal sealed class NetworkSet
{
    private readonly Dictionary<string, string> _texts;
    private readonly Lazy<CompiledNetworks> _compiled;

    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers)> architectures)
        : this(architectures.Select(given => (given.Name, given.Input, given.Layers, "cross_entropy")))
    {
    }

    public NetworkSet(IEnumerable<(string Name, string Input, string[] Layers, string Loss)> architectures)
    {
        _texts = architectures.ToDictionary(
            given => given.Name, given => ArchitectureText.Of(given.Name, given.Input, given.Layers, given.Loss), StringComparer.Ordinal);
        _compiled = new Lazy<CompiledNetworks>(() => NetworkCompiler.Compile(_texts.Values));
    }

    public IEnumerable<string> Names => _texts.Keys;

    public CompiledNetworks Compiled => _compiled.Value;

    /// <summary>The architecture file of a name.</summary>
    public string Text(string name) => _texts[name];
}
