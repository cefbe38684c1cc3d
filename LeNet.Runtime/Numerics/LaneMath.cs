using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// The arithmetic that generated kernels share. Every function gives the same bits on every processor: it is built from
/// IEEE 754 operations that round once, in an order that does not depend on the vector width. None allocates.
/// </summary>
public static partial class LaneMath
{
    /// <summary>Samples that lie side by side in a buffer.</summary>
    public const int Lanes = 16;

    /// <summary>Rows and columns of a matrix that is turned at once.</summary>
    private const int Quad = 4;

    /// <summary>One worker's share of equal units of work.</summary>
    /// <param name="units">Units in all.</param>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="workers">Workers in all.</param>
    /// <returns>The first unit, and the one after the last.</returns>
    public static (int Begin, int End) Share(int units, int worker, int workers) =>
        ((int)((long)units * worker / workers), (int)((long)units * (worker + 1) / workers));

    /// <summary>[feature][16] → [16][stride]: sample by sample.</summary>
    /// <param name="lanes">[features][16].</param>
    /// <param name="features">Features.</param>
    /// <param name="samples">[16][stride]; what lies beyond the features stays as it is.</param>
    /// <param name="stride">Floats from one sample to the next, at least <paramref name="features"/>.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Transpose(ReadOnlySpan<float> lanes, int features, Span<float> samples, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        int whole = features / Quad * Quad;
        for (int feature = 0; feature < whole; feature += Quad)
        {
            Turn(lanes.Slice(feature * Lanes), Lanes, 1, samples.Slice(feature), stride, stride, Lanes);
        }

        for (int feature = whole; feature < features; feature++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                samples[(lane * stride) + feature] = lanes[(feature * Lanes) + lane];
            }
        }
    }

    /// <summary>A matrix turned: [rows][length] → [length][stride].</summary>
    /// <param name="matrix">[rows][length].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="turned">[length][stride]; what lies beyond the rows stays as it is.</param>
    /// <param name="stride">Floats from one value of a row to the next, at least <paramref name="rows"/>.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void ToColumns(ReadOnlySpan<float> matrix, int rows, int length, Span<float> turned, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        if (rows < Quad || length < Quad)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < length; i++)
                {
                    turned[(i * stride) + row] = matrix[(row * length) + i];
                }
            }

            return;
        }

        for (int block = 0; block < rows; block += Quad)
        {
            int row = Math.Min(block, rows - Quad); // the last four overlap those before
            Turn(matrix.Slice(row * length), length, 1, turned.Slice(row), stride, stride, length);
        }
    }

    /// <summary>Blocks of four rows and four columns side by side, each turned; the last one overlaps the one before. No number is negative.</summary>
    /// <param name="matrix">Begins with the first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="step">From a block to one that would begin a place later.</param>
    /// <param name="turned">Begins with the first column.</param>
    /// <param name="turnedStride">From one column to the next.</param>
    /// <param name="turnedStep">As <paramref name="step"/>.</param>
    /// <param name="places">Places that the blocks cover, four each: at least four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ReadOnlySpan<float> matrix, int stride, int step, Span<float> turned, int turnedStride, int turnedStep, int places) => Turn(
        ref MemoryMarshal.GetReference(matrix.Slice(0, checked(((places - Quad) * step) + (3 * stride) + Quad))),
        stride,
        step,
        ref MemoryMarshal.GetReference(turned.Slice(0, checked(((places - Quad) * turnedStep) + (3 * turnedStride) + Quad))),
        turnedStride,
        turnedStep,
        places);

    /// <summary>As the other, where whoever calls has seen to it that what is read and written lies within spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref readonly float matrix, int stride, int step, ref float turned, int turnedStride, int turnedStep, int places)
    {
        for (int block = 0; block < places; block += Quad)
        {
            int place = Math.Min(block, places - Quad);
            ref readonly float from = ref Unsafe.Add(ref Unsafe.AsRef(in matrix), place * step);
            ref float to = ref Unsafe.Add(ref turned, place * turnedStep);
            (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Zip.Transpose(
                Vector128.LoadUnsafe(in from),
                Vector128.LoadUnsafe(in from, (nuint)stride),
                Vector128.LoadUnsafe(in from, 2 * (nuint)stride),
                Vector128.LoadUnsafe(in from, 3 * (nuint)stride));
            a.StoreUnsafe(ref to);
            b.StoreUnsafe(ref to, (nuint)turnedStride);
            c.StoreUnsafe(ref to, 2 * (nuint)turnedStride);
            d.StoreUnsafe(ref to, 3 * (nuint)turnedStride);
        }
    }
}
