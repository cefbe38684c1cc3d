using System.Reflection;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Compilation;

/// <summary>
/// A kernel that the JIT puts into its caller shares what the caller is granted for inlining. It is right then, and two or three times slower,
/// once the caller is compiled with its profile.
/// </summary>
public sealed class KernelMethodTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<Assembly> Assemblies => [typeof(Network).Assembly, typeof(LeNet5).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_is_compiled_fully_at_once_is_not_compiled_into_its_caller(Assembly assembly)
    {
        MethodInfo[] kernels = [.. assembly.GetTypes().SelectMany(type => type.GetMethods(All)).Where(method => Has(method, MethodImplAttributes.AggressiveOptimization))];

        Assert.NotEmpty(kernels);
        Assert.DoesNotContain(kernels, method => !Has(method, MethodImplAttributes.NoInlining));
    }

    [Fact]
    public void Every_kernel_of_a_network_is_compiled_so()
    {
        IEnumerable<MethodInfo> kernels = new[] { typeof(LeNet5), typeof(Modern) }
            .SelectMany(network => network.GetNestedTypes(All).Where(type => type.Name.StartsWith("Vector", StringComparison.Ordinal)))
            .SelectMany(type => type.GetMethods(All))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike) && HasVectors(method.GetMethodBody()!));

        Assert.NotEmpty(kernels);
        Assert.All(kernels, method => Assert.Equal((MethodImplAttributes)LaneMath.Kernel, method.MethodImplementationFlags & (MethodImplAttributes)LaneMath.Kernel));
    }

    private static bool HasVectors(MethodBody body) => body.LocalVariables.Any(local => local.LocalType.Namespace == "System.Runtime.Intrinsics");

    private static bool Has(MethodInfo method, MethodImplAttributes flag) => method.MethodImplementationFlags.HasFlag(flag);
}
