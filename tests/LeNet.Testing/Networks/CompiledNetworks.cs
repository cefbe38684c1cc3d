using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Testing;

/// <summary>Networks of one assembly, loaded into a context that the collector may unload.</summary>
internal sealed class CompiledNetworks
{
    private readonly Dictionary<string, ShapedNetwork> _shapes;
    private readonly Assembly _assembly;

    public CompiledNetworks(GeneratedProject project, IEnumerable<ShapedNetwork> shapes)
    {
        _shapes = shapes.ToDictionary(shape => shape.Name, StringComparer.Ordinal);
        Project = project;
        Image = [.. project.Compile()];
        var context = new AssemblyLoadContext("Generated", isCollectible: true);
        using var stream = new MemoryStream([.. Image]);
        _assembly = context.LoadFromStream(stream);
    }

    public GeneratedProject Project { get; }

    /// <summary>The assembly's bytes.</summary>
    public ImmutableArray<byte> Image { get; }

    public IReadOnlyCollection<string> Names => _shapes.Keys;

    /// <summary>What the generator made the network from.</summary>
    public ShapedNetwork Shape(string name) => _shapes[name];

    /// <summary>A new network of the class of that name.</summary>
    public Network Create(string name) => (Network)Activator.CreateInstance(_assembly.GetType($"Tests.{name}", throwOnError: true)!)!;
}
