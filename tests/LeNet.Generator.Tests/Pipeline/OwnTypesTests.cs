using LeNet.Testing;

namespace LeNet.Generator.Tests.Pipeline;

/// <summary>A project may have types and namespaces that are called like those that generated code uses.</summary>
public sealed class OwnTypesTests
{
    private static readonly string Network = Architectures.LeNet5.Replace("\"tanh\"", "\"gelu\"", StringComparison.Ordinal);

    /// <summary>A type of the same name, with the same number of type parameters, for each that generated code could mean.</summary>
    private static readonly string Types = string.Join('\n', new[] { typeof(Runtime.Network).Assembly, typeof(object).Assembly }
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => !type.IsNested && (type.Namespace!.StartsWith("LeNet.", StringComparison.Ordinal) || type.Namespace is "System" or "System.Runtime.CompilerServices" or "System.Runtime.Intrinsics"))
        .Select(type => type.Name.Split('`') is [var name, var count] ? $"{name}<{string.Join(", ", Enumerable.Range(0, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)).Select(index => $"T{index}"))}>" : type.Name)
        .Distinct()
        .Select(type => $"public static class {type} {{ }}"));

    [Theory]
    [InlineData("Digits", "{0}")]
    [InlineData("Digits.Networks", "{0}")]
    [InlineData("Digits.Networks", "namespace Digits {{ {0} }}")]
    [InlineData("Digits", "namespace Other {{ {0} }}")]
    [InlineData("", "namespace Other {{ {0} }}")]
    [InlineData("Digits", "namespace Digits.System.Runtime {{ class Math {{ }} }} namespace Digits.LeNet.Runtime {{ class Network {{ }} }}")]
    public void Types_of_the_project_outside_of_the_networks_namespace_are_not_in_the_way(string networks, string source)
    {
        GeneratedProject project = new GeneratorDriverHost(networks)
            .WithSource(string.Format(System.Globalization.CultureInfo.InvariantCulture, source, Types))
            .WithFile(Architectures.Path, Network)
            .Generate();
        Assert.Empty(project.Diagnostics);
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void The_names_are_those_of_the_runtime_and_of_NET()
    {
        Assert.All(["Math", "Span<T0>", "Vector512", "Vector512<T0>", "Block<T0, T1, T2>", "NetworkDescription"], name => Assert.Contains($"class {name} {{ }}", Types, StringComparison.Ordinal));
    }
}
