using System.Diagnostics.CodeAnalysis;

namespace LeNet.Runtime;

/// <summary>Names a network that LeNet.Generator emitted into the assembly, so that a program can find it whatever it is called.</summary>
/// <param name="networkType">The generated class.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GeneratedNetworkAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type networkType) : Attribute
{
    /// <summary>The generated class.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type NetworkType { get; } = networkType;

    /// <summary>The name of the architecture file, without its folder: it tells a program's own network from others that it was built with.</summary>
    public string? File { get; init; }
}
