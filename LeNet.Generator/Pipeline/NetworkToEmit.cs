namespace LeNet.Generator.Pipeline;

/// <summary>A class to emit. Nothing in it changes when a file is only laid out anew.</summary>
/// <param name="Network">Null for a class that stands in for a network with an error.</param>
/// <param name="Namespace">Empty for the global namespace.</param>
internal sealed record NetworkToEmit(string Path, string Name, string Namespace, ShapedNetwork? Network)
{
    /// <returns>Null if another file gives the class.</returns>
    public static NetworkToEmit? Of(string path, ShapedNetwork? network, NetworkClasses classes)
    {
        NetworkClass given = classes.Of(path);
        return given.RivalPath is null ? new NetworkToEmit(path, given.Name, given.Namespace, network) : null;
    }
}
