using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class PixelMath
{
    /// <summary>The way back from <see cref="Interleave"/>: [pixel][16] → images one after the other.</summary>
    /// <param name="lanes">[pixel][16].</param>
    /// <param name="imageBytes">Bytes of an image.</param>
    /// <param name="count">Images, at most 16.</param>
    /// <param name="images">[count][imageBytes].</param>
    [MethodImpl(LaneMath.Kernel)]
    internal static void Deinterleave(ReadOnlySpan<byte> lanes, int imageBytes, int count, Span<byte> images)
    {
        if (imageBytes < Lanes)
        {
            for (int i = 0; i < count * imageBytes; i++)
            {
                images[i] = lanes[(i % imageBytes * Lanes) + (i / imageBytes)];
            }

            return;
        }

        Span<byte> turned = stackalloc byte[Lanes * Lanes];
        for (int begin = 0; begin < imageBytes; begin += Lanes)
        {
            // As in Interleave, the last block overlaps the one before.
            int pixel = Math.Min(begin, imageBytes - Lanes);
            InterleaveBlock(lanes.Slice(pixel * Lanes, Lanes * Lanes), Lanes, TileAugmenter.Order, 0, turned);
            for (int image = 0; image < count; image++)
            {
                turned.Slice(image * Lanes, Lanes).CopyTo(images.Slice((image * imageBytes) + pixel, Lanes));
            }
        }
    }

    /// <summary>Levels from 0 to 255, as the bits of integers → bytes.</summary>
    /// <param name="levels">Any multiple of 16.</param>
    /// <param name="bytes">As many.</param>
    [MethodImpl(LaneMath.Kernel)]
    internal static void NarrowLevels(ReadOnlySpan<float> levels, Span<byte> bytes)
    {
        ReadOnlySpan<int> integers = MemoryMarshal.Cast<float, int>(levels);
        for (int i = 0; i <= integers.Length - Lanes; i += Lanes)
        {
            Narrow(Vector512.Create(integers.Slice(i, Lanes))).CopyTo(bytes.Slice(i, Lanes));
        }
    }
}
