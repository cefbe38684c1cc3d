using System.Diagnostics;
using System.Reflection;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Networks and runtime are compiled optimised whatever the configuration: `dotnet run` and `dotnet test` build Debug.</summary>
public sealed class OptimizedBuildTests
{
    [Fact]
    public void Assembly_with_generated_networks_is_optimised() => AssertOptimised(typeof(Testing.Host.LeNet5).Assembly);

    [Fact]
    public void Runtime_is_optimised() => AssertOptimised(typeof(Network).Assembly);

    private static void AssertOptimised(Assembly assembly) =>
        Assert.False(assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false);
}
