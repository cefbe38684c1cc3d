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

    /// <param name="project">The networks' code.</param>
    /// <param name="shapes">What it was made from.</param>
    /// <param name="widths">The vector widths that it has, in bits, the widest first; null for all.</param>
    public CompiledNetworks(GeneratedProject project, IEnumerable<ShapedNetwork> shapes, IReadOnlyList<int>? widths = null)
    {
        Widths = widths ?? VectorWidths.All;
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

    /// <summary>The vector widths that were compiled, in bits, the widest first.</summary>
    public IReadOnlyList<int> Widths { get; }

    public IReadOnlyCollection<string> Names => _shapes.Keys;

    /// <summary>What the generator made the network from.</summary>
    public ShapedNetwork Shape(string name) => _shapes[name];

    /// <summary>A new network of the class of that name.</summary>
    public Network Create(string name) => (Network)Activator.CreateInstance(_assembly.GetType($"Tests.{name}", throwOnError: true)!)!;
}
