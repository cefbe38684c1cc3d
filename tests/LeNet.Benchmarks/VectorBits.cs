using System.Runtime.Intrinsics;

namespace LeNet.Benchmarks;

/// <summary>Which vectors to compute with.</summary>
internal static class VectorBits
{
    /// <summary>Bits of the widest vectors that this processor has.</summary>
    public static int Widest { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
