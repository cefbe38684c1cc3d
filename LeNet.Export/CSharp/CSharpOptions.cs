namespace LeNet.Export.CSharp;

/// <summary>What a class is called, and what it is for.</summary>
/// <param name="Namespace">Its namespace, such as <c>My.Product</c>; null for none.</param>
/// <param name="ClassName">Its name; null for the network's.</param>
/// <param name="Target">What it must compile for.</param>
public sealed record CSharpOptions(string? Namespace = null, string? ClassName = null, CSharpTarget Target = CSharpTarget.Net80)
{
    /// <summary>The targets by their names in project files.</summary>
    public static IReadOnlyDictionary<string, CSharpTarget> Targets { get; } =
        Enum.GetValues<CSharpTarget>().ToDictionary(target => CSharpDialect.Of(target).Target, StringComparer.Ordinal);

    /// <summary>What is wrong with a name for a class, or null.</summary>
    public static string? CheckClassName(string name) => Identifiers.CheckClass(name);

    /// <summary>What is wrong with a name for a namespace, or null.</summary>
    public static string? CheckNamespace(string name) => Identifiers.CheckNamespace(name);
}
