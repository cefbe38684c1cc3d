using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <summary>Interleaving two vectors, one instruction where the processor has it; what transposing small matrices is made of.</summary>
internal static class Zip
{
    /// <summary>a0 b0 a1 b1 … of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lower(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Interleave(a, b, 0);

    /// <summary>a8 b8 a9 b9 … of the upper halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Upper(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Interleave(a, b, Vector128<byte>.Count / 2);

    /// <summary>a0 b0 a1 b1 … of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Lower(Vector128<ushort> a, Vector128<ushort> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Interleave(a, b, 0);

    /// <summary>a4 b4 a5 b5 … of the upper halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Upper(Vector128<ushort> a, Vector128<ushort> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Interleave(a, b, Vector128<ushort>.Count / 2);

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Lower(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Interleave(a, b, 0);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Upper(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Interleave(a, b, Vector128<float>.Count / 2);

    /// <summary>Four rows of four → four columns: a with c and b with d, then the results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) Transpose(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        Vector128<float> ac01 = Lower(a, c);
        Vector128<float> ac23 = Upper(a, c);
        Vector128<float> bd01 = Lower(b, d);
        Vector128<float> bd23 = Upper(b, d);
        return (Lower(ac01, bd01), Upper(ac01, bd01), Lower(ac23, bd23), Upper(ac23, bd23));
    }

    private static Vector128<T> Interleave<T>(Vector128<T> a, Vector128<T> b, int from)
    {
        Vector128<T> result = default;
        for (int i = 0; i < Vector128<T>.Count / 2; i++)
        {
            result = result.WithElement(2 * i, a[from + i]).WithElement((2 * i) + 1, b[from + i]);
        }

        return result;
    }
}
