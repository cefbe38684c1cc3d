using System.Collections.Immutable;
using Xunit.Sdk;

namespace LeNet.Testing;

/// <summary>
/// Beyond these sizes RyuJIT compiles a method without optimising it, and says nothing: DEFAULT_MIN_OPTS_* in
/// src/coreclr/jit/compiler.h of dotnet/runtime. Generated methods stay below half of each.
/// </summary>
internal static class JitLimits
{
    private const int Bytes = 60_000;

    private const int Instructions = 20_000;

    private const int Blocks = 2_000;

    private const int LocalReferences = 8_000;

    private const int Locals = 2_000;

    /// <summary>MAX_LV_NUM_COUNT_FOR_INLINING: with more locals the JIT stops to inline, which is correct but slow.</summary>
    private const int LocalsWhenInliningStops = 512;

    /// <summary>Fails the test for the methods that are not below half of every limit.</summary>
    public static void AssertFarBelow(ImmutableArray<byte> image) => AssertNone(image, size =>
        size.Bytes >= Bytes / 2
        || size.Instructions >= Instructions / 2
        || size.Blocks >= Blocks / 2
        || size.LocalReferences >= LocalReferences / 2
        || size.Locals >= Locals / 2);

    /// <summary>Fails the test for the methods whose own locals are not below half of what stops inlining.</summary>
    public static void AssertRoomToInline(ImmutableArray<byte> image) => AssertNone(image, size => size.Locals >= LocalsWhenInliningStops / 2);

    private static void AssertNone(ImmutableArray<byte> image, Func<MethodSize, bool> isTooLarge)
    {
        List<MethodSize> large = [.. AssemblyImage.MethodSizes(image).Where(isTooLarge)];
        if (large.Count > 0)
        {
            throw new XunitException("Too near to the limits of the JIT compiler:" + Environment.NewLine + string.Join(Environment.NewLine, large));
        }
    }
}
