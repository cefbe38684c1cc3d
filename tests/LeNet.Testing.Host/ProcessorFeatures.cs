using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Testing.Host;

/// <summary>What the JIT compiler uses in this process.</summary>
internal static class ProcessorFeatures
{
    /// <summary>The widest vectors in hardware, 0 for none, and whether there is a fused multiply-add.</summary>
    public static string Describe()
    {
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{bits} {(Fma.IsSupported || AdvSimd.IsSupported ? "fma" : "no-fma")}");
    }
}
