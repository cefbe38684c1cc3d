using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>Every second of fifteen values, from the first on: the columns at which windows of stride 2 begin.</summary>
    /// <param name="values">15 values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> EverySecond8(ReadOnlySpan<float> values)
    {
        // The halves share value 7, so that nothing is read beyond the fifteenth.
        Vector256<float> a = Vector256.Create(values.Slice(0, 8));
        Vector256<float> b = Vector256.Create(values.Slice(7, 8));
        if (Avx2.IsSupported)
        {
            // Quarters 0 2 | 8 10 | 4 6 | 12 14, then the middle ones change places.
            const byte EvenThenOdd = 0b11_01_10_00;
            const byte MiddleSwapped = 0b11_01_10_00;
            return Avx2.Permute4x64(Avx.Shuffle(a, b, EvenThenOdd).AsDouble(), MiddleSwapped).AsSingle();
        }

        return Vector256.Create(EverySecond4(values.Slice(0, 7)), EverySecond4(values.Slice(8, 7)));
    }

    /// <summary>Every second of seven values, from the first on.</summary>
    /// <param name="values">7 values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> EverySecond4(ReadOnlySpan<float> values)
    {
        Vector128<float> a = Vector128.Create(values.Slice(0, 4));
        Vector128<float> b = Vector128.Create(values.Slice(3, 4));
        return Sse.IsSupported
            ? Sse.Shuffle(a, b, 0b11_01_10_00)
            : Vector128.Create(a.GetElement(0), a.GetElement(2), b.GetElement(1), b.GetElement(3));
    }
}
