using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

public static partial class PixelMath
{
    /// <summary>Images one after the other → [pixel][16]. Lanes without an image get zeros.</summary>
    /// <param name="pixels">All images.</param>
    /// <param name="imageBytes">Bytes of an image.</param>
    /// <param name="samples">Which images, at most 16.</param>
    /// <param name="lanes">[pixel][16].</param>
    [MethodImpl(LaneMath.Kernel)]
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

    /// <summary>Sixteen pixels of sixteen images: a 16 × 16 transposition.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private static void InterleaveBlock(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, int pixel, Span<byte> lanes)
    {
        if (Avx512BW.IsSupported && samples.Length == Lanes)
        {
            InterleaveBlock512(pixels, imageBytes, samples, pixel, lanes);
            return;
        }

        Sixteen rows = default;
        for (int lane = 0; lane < samples.Length; lane++)
        {
            rows[lane] = Vector128.Create(pixels.Slice((samples[lane] * imageBytes) + pixel, Lanes));
        }

        // Four rounds of zips.
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

    /// <summary>The same, four images a vector: two rounds of zips put the four images' bytes of a pixel side by side, a permutation the pixel's four groups.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private static void InterleaveBlock512(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, int pixel, Span<byte> lanes)
    {
        // In quarter q of a vector is image 4 · q + i.
        Vector512<byte> a = Quarters(pixels, imageBytes, samples, pixel, 0);
        Vector512<byte> b = Quarters(pixels, imageBytes, samples, pixel, 1);
        Vector512<byte> c = Quarters(pixels, imageBytes, samples, pixel, 2);
        Vector512<byte> d = Quarters(pixels, imageBytes, samples, pixel, 3);

        // Zipping works within quarters: pixels 0 to 7 in the lower results, 8 to 15 in the upper.
        Vector512<ushort> abLower = Avx512BW.UnpackLow(a, b).AsUInt16();
        Vector512<ushort> cdLower = Avx512BW.UnpackLow(c, d).AsUInt16();
        Vector512<ushort> abUpper = Avx512BW.UnpackHigh(a, b).AsUInt16();
        Vector512<ushort> cdUpper = Avx512BW.UnpackHigh(c, d).AsUInt16();
        Pixels(Avx512BW.UnpackLow(abLower, cdLower), lanes.Slice(0, 4 * Lanes));
        Pixels(Avx512BW.UnpackHigh(abLower, cdLower), lanes.Slice(4 * Lanes, 4 * Lanes));
        Pixels(Avx512BW.UnpackLow(abUpper, cdUpper), lanes.Slice(8 * Lanes, 4 * Lanes));
        Pixels(Avx512BW.UnpackHigh(abUpper, cdUpper), lanes.Slice(12 * Lanes, 4 * Lanes));

        // [group of four images][pixel] → [pixel][group].
        static void Pixels(Vector512<ushort> groups, Span<byte> lanes) => Avx512F.PermuteVar16x32(
            groups.AsInt32(), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsByte().CopyTo(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Quarters(ReadOnlySpan<byte> pixels, int imageBytes, ReadOnlySpan<int> samples, int pixel, int image) => Vector512.Create(
        Vector256.Create(Row(pixels, (samples[image] * imageBytes) + pixel), Row(pixels, (samples[image + 4] * imageBytes) + pixel)),
        Vector256.Create(Row(pixels, (samples[image + 8] * imageBytes) + pixel), Row(pixels, (samples[image + 12] * imageBytes) + pixel)));

    private static Vector128<byte> Row(ReadOnlySpan<byte> pixels, int offset) => Vector128.Create(pixels.Slice(offset, Lanes));

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

    /// <summary>Sixteen vectors of sixteen bytes.</summary>
    [InlineArray(Lanes)]
    private struct Sixteen
    {
        private Vector128<byte> _first;
    }
}
