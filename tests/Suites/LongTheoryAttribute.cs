using System.Runtime.CompilerServices;

namespace LeNet.Testing.Suites;

/// <summary>As <see cref="LongFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Explicit = !Suite.IsWhole;
}
