using System.Runtime.Intrinsics;

namespace LeNet.Samples.Training;

/// <summary>The machine's vectors.</summary>
internal static class VectorWidth
{
    /// <summary>Bits of the widest vectors that the hardware computes with.</summary>
    public static int Bits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
