using LeNet.Generator.Planning;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Runtime.Tests.Numerics;

/// <summary>Raw images side by side, scaled as Pillow scales them.</summary>
public sealed class PixelMathTests
{
    private const int Lanes = 16;

    /// <summary>Samples, and bytes of an image: fewer than a block has, and more.</summary>
    public static TheoryData<int, int> SampleCounts => [.. Enumerable.Range(1, Lanes).SelectMany(count => (TheoryDataRow<int, int>[])[(count, 7), (count, 41)])];

    [Theory]
    [MemberData(nameof(SampleCounts))]
    public void Interleaved_images_lie_pixel_by_pixel(int count, int imageBytes)
    {
        byte[] pixels = Noise(20 * imageBytes);
        int[] samples = [.. Enumerable.Range(0, count).Select(i => (i * 13) % 20)];
        byte[] lanes = [.. Enumerable.Repeat((byte)99, imageBytes * Lanes)];

        PixelMath.Interleave(pixels, imageBytes, samples, lanes);

        for (int pixel = 0; pixel < imageBytes; pixel++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                Assert.Equal(lane < count ? pixels[(samples[lane] * imageBytes) + pixel] : 0, lanes[(pixel * Lanes) + lane]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SampleCounts))]
    public void Interleaved_images_are_put_apart_again(int count, int imageBytes)
    {
        byte[] pixels = Noise(Lanes * imageBytes);
        byte[] lanes = new byte[imageBytes * Lanes];
        byte[] images = new byte[count * imageBytes];
        PixelMath.Interleave(pixels, imageBytes, [.. Enumerable.Range(0, Lanes)], lanes);

        PixelMath.Deinterleave(lanes, imageBytes, count, images);

        Assert.Equal(pixels[..(count * imageBytes)], images);
    }

    [Theory]
    [InlineData(28, 28, 32, 32, false)]
    [InlineData(28, 28, 28, 28, false)]
    [InlineData(28, 28, 29, 27, false)]
    [InlineData(28, 28, 14, 7, false)]
    [InlineData(5, 7, 64, 48, false)]
    [InlineData(1, 1, 4, 5, false)]
    [InlineData(9, 6, 1, 1, false)]
    [InlineData(100, 63, 13, 64, false)]
    [InlineData(2, 50, 50, 2, false)]
    [InlineData(31, 37, 41, 43, false)]
    [InlineData(28, 28, 32, 32, true)]
    [InlineData(9, 14, 12, 16, true)]
    [InlineData(5, 3, 20, 24, true)]
    public void Scaled_images_are_those_of_pillow(int height, int width, int targetHeight, int targetWidth, bool inFewestBits)
    {
        byte[][] images = [.. Enumerable.Range(0, Lanes).Select(lane => Noise(height * width, seed: lane))];

        // Levels at the ends of the scale must not run over.
        Array.Fill<byte>(images[0], 255);
        Array.Clear(images[1]);
        for (int i = 0; i < images[2].Length; i++)
        {
            images[2][i] = (byte)(i % 2 * 255);
        }

        byte[] source = Interleave(images);
        byte[] wide = new byte[height * targetWidth * Lanes];
        byte[] scaled = new byte[targetHeight * targetWidth * Lanes];
        ResampleTaps columns = ResampleTaps.Bilinear(width, targetWidth);
        ResampleTaps rows = ResampleTaps.Bilinear(height, targetHeight);
        if (inFewestBits)
        {
            (columns, rows) = (columns.InFewestBits(), rows.InFewestBits());
            Assert.Equal((ResampleTaps.ShortBits, ResampleTaps.ShortBits), (columns.Bits, rows.Bits));
        }

        PixelMath.ScaleColumns(source, height, width, wide, targetWidth, [.. columns.Table], columns.Bits);
        PixelMath.ScaleRows(wide, 1, height, targetWidth, scaled, targetHeight, [.. rows.Table], rows.Bits);

        for (int lane = 0; lane < Lanes; lane++)
        {
            byte[,] expected = PillowResize.Bilinear(Plane(images[lane], height, width), targetHeight, targetWidth);
            byte[] actual = [.. Enumerable.Range(0, targetHeight * targetWidth).Select(pixel => scaled[(pixel * Lanes) + lane])];
            Assert.Equal(expected.Cast<byte>(), actual);
        }
    }

    [Fact]
    public void Weights_of_every_pair_of_small_sizes_are_those_of_pillow()
    {
        // One bright pixel at a time shows every weight, to the level.
        int inShort = 0;
        for (int source = 1; source <= 24; source++)
        {
            for (int target = 1; target <= 24; target++)
            {
                byte[] rows = new byte[source * source * Lanes];
                for (int row = 0; row < source; row++)
                {
                    rows.AsSpan(((row * source) + row) * Lanes, Lanes).Fill(255);
                }

                byte[] scaled = new byte[source * target * Lanes];
                ResampleTaps taps = ResampleTaps.Bilinear(source, target).InFewestBits();
                inShort += taps.Bits == ResampleTaps.ShortBits ? 1 : 0;
                PixelMath.ScaleColumns(rows, source, source, scaled, target, [.. taps.Table], taps.Bits);

                byte[,] diagonal = new byte[source, source];
                for (int i = 0; i < source; i++)
                {
                    diagonal[i, i] = 255;
                }

                Assert.Equal(PillowResize.Bilinear(diagonal, source, target).Cast<byte>(), scaled.Where((_, i) => i % Lanes == 5));
            }
        }

        Assert.InRange(inShort, 20, 24 * 24 / 2); // both ways of computing are seen
    }

    [Fact]
    public void Levels_are_normalised_by_one_multiply_add()
    {
        const int Rows = 16;
        const int Columns = 16;
        const int RowFloats = (Columns + 3) * Lanes;
        byte[] image = [.. Enumerable.Range(0, Rows * Columns * Lanes).Select(i => (byte)(i / Lanes))];
        float[] input = [.. Enumerable.Repeat(-7f, Rows * RowFloats)];
        float scale = 1f / (255 * 0.3081f);
        float shift = -0.1307f / 0.3081f;

        PixelMath.Normalize(image, Rows, Columns, scale, shift, input, RowFloats);

        for (int i = 0; i < input.Length; i++)
        {
            (int row, int column) = (i / RowFloats, i % RowFloats / Lanes);
            float expected = column < Columns ? MathF.FusedMultiplyAdd((row * Columns) + column, scale, shift) : -7f;
            Assert.Equal(expected, input[i]);
        }
    }

    [Fact]
    public void Fill_leaves_what_is_between_rows()
    {
        float[] input = [.. Enumerable.Repeat(-7f, 3 * 5 * Lanes)];

        PixelMath.Fill(input, rows: 3, columns: 4, inputRowFloats: 5 * Lanes, value: 0.25f);

        Assert.All(input.Index(), pair => Assert.Equal(pair.Index / Lanes % 5 < 4 ? 0.25f : -7f, pair.Item));
    }

    private static byte[] Noise(int count, long seed = 0)
    {
        var random = new TestRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next())];
    }

    private static byte[] Interleave(byte[][] images) =>
        [.. Enumerable.Range(0, images[0].Length).SelectMany(pixel => images.Select(image => image[pixel]))];

    private static byte[,] Plane(byte[] image, int height, int width)
    {
        byte[,] plane = new byte[height, width];
        for (int i = 0; i < image.Length; i++)
        {
            plane[i / width, i % width] = image[i];
        }

        return plane;
    }
}
