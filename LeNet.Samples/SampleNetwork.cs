using System.Reflection;
using LeNet.Runtime;

namespace LeNet.Samples;

/// <summary>
/// Finds the networks that LeNet.Generator emitted for this program, by their attributes on the assemblies below Networks/:
/// the program works with any architecture file, whatever its network is called.
/// </summary>
internal static class SampleNetwork
{
    /// <summary>The file that people edit; the program's other networks are examples.</summary>
    private const string OwnFile = "lenet.arch.json";

    /// <summary>The program's networks, that of lenet.arch.json first.</summary>
    /// <remarks>Names and not types, so that the compiler, for which each edit makes another reference of the assembly, never sees it. Trimming understands them.</remarks>
    public static IReadOnlyList<GeneratedNetworkAttribute> All { get; } =
    [
        .. InAssemblyOf(Type.GetType("LeNet.Samples.OwnNetwork, LeNet.OwnNetwork")),
        .. InAssemblyOf(Type.GetType("LeNet.Samples.ExampleNetworks, LeNet.ExampleNetworks")),
    ];

    /// <summary>Makes a network of this program.</summary>
    /// <param name="name">Its name, or null for that of lenet.arch.json.</param>
    /// <exception cref="FailureException">The program has no network.</exception>
    /// <exception cref="UsageException">It has none of that name.</exception>
    public static Network Create(string? name) => (Network)Activator.CreateInstance(Find(name).NetworkType)!;

    /// <summary>Checks that there is a network of a name.</summary>
    /// <inheritdoc cref="Create"/>
    public static GeneratedNetworkAttribute Find(string? name) => Choose(All, name);

    /// <summary>Picks a network by its name, or that of lenet.arch.json, or the first by name. Of two with one name, the first listed.</summary>
    public static GeneratedNetworkAttribute Choose(IReadOnlyList<GeneratedNetworkAttribute> networks, string? name)
    {
        GeneratedNetworkAttribute[] sorted = [.. networks.OrderBy(network => network.NetworkType.Name, StringComparer.Ordinal)];
        if (sorted.Length == 0)
        {
            throw new FailureException("this program was built without a network; describe one in lenet.arch.json and build again");
        }

        return name is null
            ? sorted.FirstOrDefault(network => network.File == OwnFile) ?? sorted[0]
            : sorted.FirstOrDefault(network => network.NetworkType.Name == name)
                ?? throw new UsageException($"--network: there is no network '{name}' in this program; it has {string.Join(", ", sorted.Select(network => network.NetworkType.Name))}");
    }

    private static IEnumerable<GeneratedNetworkAttribute> InAssemblyOf(Type? type) => type?.Assembly.GetCustomAttributes<GeneratedNetworkAttribute>() ?? [];
}
