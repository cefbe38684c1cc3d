using System.Reflection;

namespace LeNet.Samples;

/// <summary>Where this program's networks are.</summary>
internal static class NetworkAssemblies
{
    /// <summary>The projects that LeNet.Generator emits networks into.</summary>
    public static IReadOnlyList<Assembly> All => [OwnNetwork.Assembly, ExampleNetworks.Assembly];
}
