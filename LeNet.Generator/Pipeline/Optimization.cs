using LeNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LeNet.Generator.Pipeline;

/// <summary>Warns where networks are compiled in a way that makes them slow.</summary>
internal static class Optimization
{
    /// <summary>Whether the compiler leaves the code as it is written, for debuggers.</summary>
    public static bool IsOff(Compilation compilation) => compilation.Options.OptimizationLevel == OptimizationLevel.Debug;

    /// <summary>One warning for the project: its cause is in no architecture file.</summary>
    public static Diagnostic Warning() => Diagnostic.Create(
        Descriptors.NotOptimized,
        Location.None,
        "the kernels are compiled without optimisation and may be twenty times slower; take <LeNetOptimize>false</LeNetOptimize> out of the project, or set <Optimize>true</Optimize>");
}
