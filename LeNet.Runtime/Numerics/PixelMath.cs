using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <summary>The way from raw 8-bit images to a network's input, sixteen images side by side. Nothing here allocates.</summary>
public static partial class PixelMath
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Pillow's PRECISION_BITS: weights are in 1/2²², so that 8-bit pixels times weights fit 32 bits.</summary>
    private const int PrecisionBits = 22;

    /// <summary>Floats of working memory as bytes.</summary>
    /// <param name="floats">The memory; its values are lost.</param>
    public static Span<byte> Bytes(Span<float> floats) => MemoryMarshal.AsBytes(floats);

    /// <summary>Images one after the other → [pixel][16]. Lanes without an image get zeros.</summary>
    /// <param name="pixels">All images.</param>
    /// <param name="imageBytes">Bytes of an image.</param>
    /// <param name="samples">Which images, at most 16.</param>
    /// <param name="lanes">[pixel][16].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleave(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, Span<byte> lanes)
    {
        if (imageBytes < Lanes)
        {
            InterleavePixels(pixels, imageBytes, samples, lanes);
            return;
        }

        for (int begin = 0; begin < imageBytes; begin += Lanes)
        {
            // The last block overlaps the one before where sixteen does not divide the image: it writes the same again.
            int pixel = Math.Min(begin, imageBytes - Lanes);
            InterleaveBlock(pixels, imageBytes, samples, pixel, lanes.Slice(pixel * Lanes, Lanes * Lanes));
        }
    }

    /// <summary>Images of less than sixteen pixels, one by one.</summary>
    private static void InterleavePixels(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, Span<byte> lanes)
    {
        lanes.Slice(0, imageBytes * Lanes).Clear();
        for (int lane = 0; lane < samples.Length; lane++)
        {
            for (int pixel = 0; pixel < imageBytes; pixel++)
            {
                lanes[(pixel * Lanes) + lane] = pixels[(samples[lane] * imageBytes) + pixel];
            }
        }
    }

    /// <summary>Sixteen pixels of sixteen images: a 16 × 16 transposition in four rounds of zips.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InterleaveBlock(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, int pixel, Span<byte> lanes)
    {
        Sixteen rows = default;
        for (int lane = 0; lane < samples.Length; lane++)
        {
            rows[lane] = Vector128.Create(pixels.Slice((samples[lane] * imageBytes) + pixel, Lanes));
        }

        Sixteen zipped = default;
        for (int round = 0; round < 2; round++)
        {
            ZipHalves(rows, ref zipped);
            ZipHalves(zipped, ref rows);
        }

        for (int i = 0; i < Lanes; i++)
        {
            rows[i].CopyTo(lanes.Slice(i * Lanes, Lanes));
        }
    }

    /// <summary>Row i of the first half zipped with row i of the second; four times over, rows have become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ZipHalves(in Sixteen rows, ref Sixteen zipped)
    {
        for (int i = 0; i < Lanes / 2; i++)
        {
            zipped[2 * i] = Zip.Lower(rows[i], rows[i + (Lanes / 2)]);
            zipped[(2 * i) + 1] = Zip.Upper(rows[i], rows[i + (Lanes / 2)]);
        }
    }

    /// <summary>Scales the columns of images: [rows][columns][16] → [rows][target columns][16].</summary>
    /// <param name="source">[rows][columns][16].</param>
    /// <param name="rows">Rows of all channels.</param>
    /// <param name="columns">Columns before.</param>
    /// <param name="target">[rows][target columns][16].</param>
    /// <param name="targetColumns">Columns after.</param>
    /// <param name="taps">For each target column its first source column, then the weights of it and its neighbours in 1/2²².</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleColumns(ReadOnlySpan<byte> source, int rows, int columns, Span<byte> target, int targetColumns, ReadOnlySpan<int> taps)
    {
        int entry = taps.Length / targetColumns;
        for (int column = 0; column < targetColumns; column++)
        {
            int first = taps[column * entry];
            ReadOnlySpan<int> weights = taps.Slice((column * entry) + 1, entry - 1);
            for (int row = 0; row < rows; row++)
            {
                Blend(
                    source.Slice(((row * columns) + first) * Lanes, weights.Length * Lanes),
                    Lanes,
                    weights,
                    target.Slice(((row * targetColumns) + column) * Lanes, Lanes));
            }
        }
    }

    /// <summary>Scales the rows of images: [channels][rows][columns][16] → [channels][target rows][columns][16].</summary>
    /// <param name="source">[channels][rows][columns][16].</param>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows before.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="target">[channels][target rows][columns][16].</param>
    /// <param name="targetRows">Rows after.</param>
    /// <param name="taps">For each target row its first source row, then the weights of it and its neighbours in 1/2²².</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleRows(ReadOnlySpan<byte> source, int channels, int rows, int columns, Span<byte> target, int targetRows, ReadOnlySpan<int> taps)
    {
        int entry = taps.Length / targetRows;
        int rowBytes = columns * Lanes;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < targetRows; row++)
            {
                int first = taps[row * entry];
                ReadOnlySpan<int> weights = taps.Slice((row * entry) + 1, entry - 1);
                ReadOnlySpan<byte> neighbours = source.Slice(((channel * rows) + first) * rowBytes, weights.Length * rowBytes);
                Span<byte> result = target.Slice(((channel * targetRows) + row) * rowBytes, rowBytes);
                for (int column = 0; column < rowBytes; column += Lanes)
                {
                    Blend(neighbours.Slice(column), rowBytes, weights, result.Slice(column, Lanes));
                }
            }
        }
    }

    /// <summary>8-bit levels → p · scale + shift, a fused multiply-add.</summary>
    /// <param name="image">[rows][columns][16].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="scale">1 / (255 · std).</param>
    /// <param name="shift">−mean / std.</param>
    /// <param name="input">The channel's part of the input, from its first value on.</param>
    /// <param name="inputRowFloats">Floats from one row of the input to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Weighted mean of neighbours, rounded to 8 bits: Pillow's clip8 of a sum that begins with one half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(ReadOnlySpan<byte> neighbours, int stride, ReadOnlySpan<int> weights, Span<byte> result)
    {
        Vector512<int> sum = Vector512.Create(1 << (PrecisionBits - 1));
        for (int tap = 0; tap < weights.Length; tap++)
        {
            sum += Widen(neighbours.Slice(tap * stride, Lanes)) * Vector512.Create(weights[tap]);
        }

        // Weights are not negative and sum to one, give or take a few units: the level never leaves 0 to 255.
        Narrow(sum >> PrecisionBits).CopyTo(result);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector512<int> levels)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector128Byte(levels);
        }

        Vector512<uint> wide = levels.AsUInt32();
        return Vector128.Narrow(
            Vector128.Narrow(wide.GetLower().GetLower(), wide.GetLower().GetUpper()),
            Vector128.Narrow(wide.GetUpper().GetLower(), wide.GetUpper().GetUpper()));
    }

    /// <summary>Sixteen vectors of sixteen bytes.</summary>
    [InlineArray(Lanes)]
    private struct Sixteen
    {
        private Vector128<byte> _first;
    }
}
