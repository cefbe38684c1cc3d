namespace LeNet.Export.CSharp;

/// <summary>What a class is called.</summary>
/// <param name="Namespace">Its namespace, such as <c>My.Product</c>; null for none.</param>
/// <param name="ClassName">Its name; null for the network's.</param>
public sealed record CSharpOptions(string? Namespace = null, string? ClassName = null)
{
    /// <summary>What is wrong with a name for a class, or null.</summary>
    public static string? CheckClassName(string name) => Identifiers.CheckClass(name);

    /// <summary>What is wrong with a name for a namespace, or null.</summary>
    public static string? CheckNamespace(string name) => Identifiers.CheckNamespace(name);
}
