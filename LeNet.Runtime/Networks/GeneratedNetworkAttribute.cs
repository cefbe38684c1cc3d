using System.Diagnostics.CodeAnalysis;

namespace LeNet.Runtime;

/// <summary>
/// Names a network class that LeNet.Generator emitted into an assembly, so that a program can find its network
/// whatever its name is. Safe to trim: the class's constructor is kept.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GeneratedNetworkAttribute : Attribute
{
    /// <summary>Names a network class.</summary>
    /// <param name="networkType">A class derived from <see cref="Network"/> with a public constructor without parameters.</param>
    public GeneratedNetworkAttribute(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type networkType)
    {
        NetworkType = networkType;
    }

    /// <summary>The network class.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type NetworkType { get; }

    /// <summary>The class's name, which is the network's in the architecture file.</summary>
    public string Name => NetworkType.Name;

    /// <summary>Makes a network of the class.</summary>
    public Network Create() => (Network)Activator.CreateInstance(NetworkType)!;
}
