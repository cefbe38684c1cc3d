using System.Runtime.CompilerServices;

namespace LeNet.Testing.Suites;

/// <summary>A test that is long by nature: of the whole suite alone. The quick one does not run it, and counts it as neither passed nor skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Explicit = !Suite.IsWhole;
}
