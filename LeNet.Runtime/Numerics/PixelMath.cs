using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>The way from raw 8-bit images to a network's input, sixteen images side by side. Nothing here allocates.</summary>
public static class PixelMath
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
        if (samples.Length < Lanes)
        {
            lanes.Clear();
        }

        // Four images at a time: four pixels of each become four columns of four bytes.
        int lane = 0;
        for (; lane <= samples.Length - 4; lane += 4)
        {
            ReadOnlySpan<byte> a = pixels.Slice(samples[lane] * imageBytes, imageBytes);
            ReadOnlySpan<byte> b = pixels.Slice(samples[lane + 1] * imageBytes, imageBytes);
            ReadOnlySpan<byte> c = pixels.Slice(samples[lane + 2] * imageBytes, imageBytes);
            ReadOnlySpan<byte> d = pixels.Slice(samples[lane + 3] * imageBytes, imageBytes);
            for (int pixel = 0; pixel < a.Length && pixel < b.Length && pixel < c.Length && pixel < d.Length; pixel++)
            {
                uint four = a[pixel] | ((uint)b[pixel] << 8) | ((uint)c[pixel] << 16) | ((uint)d[pixel] << 24);
                Span<byte> target = lanes.Slice((pixel * Lanes) + lane, sizeof(uint));
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(target, four);
            }
        }

        for (; lane < samples.Length; lane++)
        {
            ReadOnlySpan<byte> image = pixels.Slice(samples[lane] * imageBytes, imageBytes);
            for (int pixel = 0; pixel < image.Length; pixel++)
            {
                lanes[(pixel * Lanes) + lane] = image[pixel];
            }
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
                (Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d) = Widen(source.Slice(i, Lanes));
                Store(a, target.Slice(i, 4));
                Store(b, target.Slice(i + 4, 4));
                Store(c, target.Slice(i + 8, 4));
                Store(d, target.Slice(i + 12, 4));
            }
        }

        void Store(Vector128<int> levels, Span<float> values) =>
            Vector128.FusedMultiplyAdd(Vector128.ConvertToSingle(levels), Vector128.Create(scale), Vector128.Create(shift)).CopyTo(values);
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
        Vector128<int> half = Vector128.Create(1 << (PrecisionBits - 1));
        (Vector128<int> sumA, Vector128<int> sumB, Vector128<int> sumC, Vector128<int> sumD) = (half, half, half, half);
        for (int tap = 0; tap < weights.Length; tap++)
        {
            Vector128<int> weight = Vector128.Create(weights[tap]);
            (Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d) = Widen(neighbours.Slice(tap * stride, Lanes));
            sumA += a * weight;
            sumB += b * weight;
            sumC += c * weight;
            sumD += d * weight;
        }

        // Weights are not negative and sum to one, give or take a few units: the level never leaves 0 to 255.
        Vector128<ushort> lower = Vector128.Narrow((sumA >> PrecisionBits).AsUInt32(), (sumB >> PrecisionBits).AsUInt32());
        Vector128<ushort> upper = Vector128.Narrow((sumC >> PrecisionBits).AsUInt32(), (sumD >> PrecisionBits).AsUInt32());
        Vector128.Narrow(lower, upper).CopyTo(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<int> A, Vector128<int> B, Vector128<int> C, Vector128<int> D) Widen(ReadOnlySpan<byte> sixteen)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.Create(sixteen));
        (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(lower);
        (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(upper);
        return (a.AsInt32(), b.AsInt32(), c.AsInt32(), d.AsInt32());
    }
}
