using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <summary>The way from raw 8-bit images to a network's input, sixteen images side by side. Nothing here allocates.</summary>
public static partial class PixelMath
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Floats of working memory as bytes.</summary>
    /// <param name="floats">The memory; its values are lost.</param>
    public static Span<byte> Bytes(Span<float> floats) => MemoryMarshal.AsBytes(floats);

    /// <summary>8-bit levels → p · scale + shift, a fused multiply-add.</summary>
    /// <param name="image">[rows][columns][16].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="scale">1 / (255 · std).</param>
    /// <param name="shift">−mean / std.</param>
    /// <param name="input">The channel's part of the input, from its first value on.</param>
    /// <param name="inputRowFloats">Floats from one row of the input to the next.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Normalize(ReadOnlySpan<byte> image, int rows, int columns, float scale, float shift, Span<float> input, int inputRowFloats)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> source = image.Slice(row * columns * Lanes, columns * Lanes);
            Span<float> target = input.Slice(row * inputRowFloats, columns * Lanes);
            for (int i = 0; i <= source.Length - Lanes; i += Lanes)
            {
                Vector512<float> levels = Vector512.ConvertToSingle(Widen(source.Slice(i, Lanes)));
                Vector512.FusedMultiplyAdd(levels, Vector512.Create(scale), Vector512.Create(shift)).CopyTo(target.Slice(i, Lanes));
            }
        }
    }

    /// <summary>Sets a channel of the input to one value.</summary>
    /// <param name="input">The channel's part of the input, from its first value on.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="inputRowFloats">Floats from one row of the input to the next.</param>
    /// <param name="value">The value.</param>
    public static void Fill(Span<float> input, int rows, int columns, int inputRowFloats, float value)
    {
        for (int row = 0; row < rows; row++)
        {
            input.Slice(row * inputRowFloats, columns * Lanes).Fill(value);
        }
    }

    /// <summary>Sixteen bytes as integers. Where there are no 512-bit vectors, the type stands for several smaller ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(ReadOnlySpan<byte> sixteen)
    {
        Vector128<byte> bytes = Vector128.Create(sixteen);
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Int32(bytes);
        }

        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(lower);
        (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(upper);
        return Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d)).AsInt32();
    }
}
