using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>
    /// How a kernel is compiled: once, fully, at its first call, and never inside its caller, where what the JIT grants a method for inlining
    /// would run out and the kernel's own vector operations would stay calls.
    /// </summary>
    public const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
