using System.Collections.Immutable;
using LeNet.Generator.Naming;

namespace LeNet.Generator.Pipeline;

/// <summary>The class of each file of the project; of files that give the same class only the first gives it.</summary>
internal sealed record NetworkClasses(EquatableArray<NetworkClass> All)
{
    /// <param name="files">In the order of the project.</param>
    /// <param name="rootNamespace">As the project has it; empty if it has none.</param>
    public static NetworkClasses Resolve(ImmutableArray<NamedFile> files, string rootNamespace)
    {
        string defaultNamespace = Names.ToNamespace(rootNamespace);
        var owners = new Dictionary<string, NetworkClass>(StringComparer.OrdinalIgnoreCase);
        var classes = new NetworkClass[files.Length];

        // A guessed name must not take the class away from a file that really has that name.
        foreach (int index in Enumerable.Range(0, files.Length).OrderBy(index => files[index].Name.IsGuess))
        {
            NamedFile file = files[index];
            var given = new NetworkClass(file.Path, file.Name.Name, file.Name.Namespace ?? defaultNamespace, file.Name.IsGuess, RivalPath: null, RivalFullName: null);
            bool isTaken = owners.TryGetValue(given.FullName, out NetworkClass? owner);
            classes[index] = isTaken ? given with { RivalPath = owner!.Path, RivalFullName = owner.FullName } : given;
            if (!isTaken)
            {
                owners.Add(given.FullName, given);
            }
        }

        return new NetworkClasses(new EquatableArray<NetworkClass>(classes));
    }

    public NetworkClass Of(string path) => All.First(given => given.Path == path);
}

/// <summary>A file and the class that it asks for.</summary>
internal sealed record NamedFile(string Path, NetworkName Name);

/// <summary>A file's class in the project.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="RivalPath">The file that already gives the class, or null.</param>
/// <param name="RivalFullName">That file's class: names are the same even if they differ in case, as generated files may land on disk.</param>
internal sealed record NetworkClass(string Path, string Name, string Namespace, bool IsGuess, string? RivalPath, string? RivalFullName)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
