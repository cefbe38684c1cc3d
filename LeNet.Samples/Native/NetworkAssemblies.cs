using System.Reflection;

namespace LeNet.Samples;

/// <summary>Where this program's networks are: in itself, as it is compiled as a whole.</summary>
internal static class NetworkAssemblies
{
    /// <summary>The program.</summary>
    public static IReadOnlyList<Assembly> All => [typeof(NetworkAssemblies).Assembly];
}
