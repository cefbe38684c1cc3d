using System.Runtime.CompilerServices;
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
        const int Block = 4;
        int whole = features / Block * Block;
        for (int feature = 0; feature < whole; feature += Block)
        {
            ReadOnlySpan<float> source = lanes.Slice(feature * Lanes, Block * Lanes);
            for (int lane = 0; lane < Lanes; lane += Block)
            {
                (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Zip.Transpose(
                    Vector128.Create(source.Slice(lane, 4)),
                    Vector128.Create(source.Slice(Lanes + lane, 4)),
                    Vector128.Create(source.Slice((2 * Lanes) + lane, 4)),
                    Vector128.Create(source.Slice((3 * Lanes) + lane, 4)));
                Span<float> target = samples.Slice((lane * stride) + feature);
                a.CopyTo(target);
                b.CopyTo(target.Slice(stride));
                c.CopyTo(target.Slice(2 * stride));
                d.CopyTo(target.Slice(3 * stride));
            }
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
    public static void ToColumns(ReadOnlySpan<float> matrix, int rows, int length, Span<float> turned, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> values = matrix.Slice(row * length, length);
            for (int i = 0; i < values.Length; i++)
            {
                turned[(i * stride) + row] = values[i];
            }
        }
    }
}
