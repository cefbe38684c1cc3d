using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <content>
/// Scaling where each target pixel is made of two neighbours whose weights are whole numbers of 1/2⁸: then all fits 16 bits, and nothing is
/// rounded but the sum, so that the levels are those of the longer arithmetic.
/// </content>
public static partial class PixelMath
{
    /// <summary>Weights in 1/2⁸: 255 · 2⁸ and one half more are less than 2¹⁶.</summary>
    private const int ShortBits = 8;

    /// <summary>A first source pixel and two weights.</summary>
    private const int EntryOfTwo = 3;

    [MethodImpl(LaneMath.Kernel)]
    private static void ScaleColumnsByTwo(ReadOnlySpan<byte> source, int rows, int columns, Span<byte> target, int targetColumns, ReadOnlySpan<int> taps)
    {
        for (int column = 0; column < targetColumns; column++)
        {
            ReadOnlySpan<int> entry = taps.Slice(column * EntryOfTwo, EntryOfTwo);
            Vector256<ushort> first = Vector256.Create((ushort)entry[1]);
            Vector256<ushort> second = Vector256.Create((ushort)entry[2]);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<byte> pair = source.Slice(((row * columns) + entry[0]) * Lanes, 2 * Lanes);
                MeanOfTwo(pair.Slice(0, Lanes), first, pair.Slice(Lanes, Lanes), second).CopyTo(target.Slice(((row * targetColumns) + column) * Lanes, Lanes));
            }
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    private static void ScaleRowsByTwo(ReadOnlySpan<byte> source, int channels, int rows, int columns, Span<byte> target, int targetRows, ReadOnlySpan<int> taps)
    {
        int rowBytes = columns * Lanes;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < targetRows; row++)
            {
                ReadOnlySpan<int> entry = taps.Slice(row * EntryOfTwo, EntryOfTwo);
                BlendRowsByTwo(
                    source.Slice(((channel * rows) + entry[0]) * rowBytes, 2 * rowBytes), entry[1], entry[2], target.Slice(((channel * targetRows) + row) * rowBytes, rowBytes));
            }
        }
    }

    /// <param name="pair">Two rows.</param>
    /// <param name="firstWeight">Of the first row.</param>
    /// <param name="secondWeight">Of the second row.</param>
    /// <param name="result">A row.</param>
    [MethodImpl(LaneMath.Kernel)]
    private static void BlendRowsByTwo(ReadOnlySpan<byte> pair, int firstWeight, int secondWeight, Span<byte> result)
    {
        ReadOnlySpan<byte> above = pair.Slice(0, result.Length);
        ReadOnlySpan<byte> below = pair.Slice(result.Length, result.Length);
        Vector256<ushort> first = Vector256.Create((ushort)firstWeight);
        Vector256<ushort> second = Vector256.Create((ushort)secondWeight);
        int i = 0;
        for (; i <= result.Length - Lanes; i += Lanes)
        {
            MeanOfTwo(above.Slice(i, Lanes), first, below.Slice(i, Lanes), second).CopyTo(result.Slice(i, Lanes));
        }

        for (; i < result.Length; i++)
        {
            result[i] = (byte)(((above[i] * firstWeight) + (below[i] * secondWeight) + (1 << (ShortBits - 1))) >> ShortBits);
        }
    }

    /// <summary>The weighted mean of two, rounded to the nearest level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MeanOfTwo(ReadOnlySpan<byte> a, Vector256<ushort> weightOfA, ReadOnlySpan<byte> b, Vector256<ushort> weightOfB)
    {
        Vector256<ushort> sum = (WidenToShort(a) * weightOfA) + (WidenToShort(b) * weightOfB) + Vector256.Create((ushort)(1 << (ShortBits - 1)));
        Vector256<ushort> levels = sum >> ShortBits;
        return Avx512BW.VL.IsSupported
            ? Avx512BW.VL.ConvertToVector128Byte(levels)
            : Vector128.Narrow(levels.GetLower(), levels.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> WidenToShort(ReadOnlySpan<byte> sixteen)
    {
        Vector128<byte> bytes = Vector128.Create(sixteen);
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int16(bytes).AsUInt16();
        }

        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        return Vector256.Create(lower, upper);
    }
}
