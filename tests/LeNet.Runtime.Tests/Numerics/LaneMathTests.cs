using System.Runtime.Intrinsics;
using LeNet.Testing;

namespace LeNet.Runtime.Tests.Numerics;

/// <summary>Sums over lanes and tiles, transposition and the division of work.</summary>
public sealed class LaneMathTests
{
    [Fact]
    public void Sum_adds_halves_to_halves()
    {
        var random = new TestRandom(1);
        for (int round = 0; round < 1000; round++)
        {
            // Magnitudes far apart, so that another order would give other bits.
            float[] lanes = [.. Enumerable.Range(0, 16).Select(_ => (float)((random.Unit() - 0.5) * Math.Pow(10, random.Between(-6, 6))))];
            float[] tree = [.. lanes];
            for (int half = 8; half >= 1; half /= 2)
            {
                for (int i = 0; i < half; i++)
                {
                    tree[i] += tree[i + half];
                }
            }

            Assert.Equal(BitConverter.SingleToUInt32Bits(tree[0]), BitConverter.SingleToUInt32Bits(LaneMath.Sum(lanes)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Sums_of_many_are_those_of_each(int count)
    {
        var random = new TestRandom(count);
        float[] lanes = [.. Enumerable.Range(0, count * 16).Select(_ => (float)((random.Unit() - 0.5) * Math.Pow(10, random.Between(-6, 6))))];
        float[] sums = new float[count];
        float[] added = [.. Enumerable.Range(0, count).Select(k => k + 0.1f)];

        LaneMath.Sums(lanes, sums);
        LaneMath.AddSums(lanes, added);

        for (int k = 0; k < count; k++)
        {
            float expected = LaneMath.Sum(lanes.AsSpan(k * 16, 16));
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(sums[k]));
            Assert.Equal(BitConverter.SingleToUInt32Bits(k + 0.1f + expected), BitConverter.SingleToUInt32Bits(added[k]));
        }
    }

    [Fact]
    public void Every_second_value_is_taken_in_order()
    {
        float[] values = [.. Enumerable.Range(0, 15).Select(i => (float)i)];
        float[] columns = new float[8];

        LaneMath.EverySecond8(values).CopyTo(columns);
        Assert.Equal([0f, 2f, 4f, 6f, 8f, 10f, 12f, 14f], columns);
        LaneMath.EverySecond4(values.AsSpan(0, 7)).CopyTo(columns);
        Assert.Equal([0f, 2f, 4f, 6f], columns.AsSpan(0, 4).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneMath.EverySecond8(values.AsSpan(1)));
    }

    [Theory]
    [InlineData(4, 32, 3)] // groups of four, eight in a row
    [InlineData(4, 30, 2)] // and two columns more
    [InlineData(4, 28, 5)] // seven: four and the last four
    [InlineData(4, 15, 2)] // too few to be turned
    [InlineData(6, 26, 3)]
    [InlineData(2, 9, 4)]
    [InlineData(1, 5, 2)]
    public void Streams_of_every_nth_column_are_split_and_joined(int count, int columns, int rows)
    {
        const int beyond = 3;
        int pitch = ((columns + count - 1) / count) + 1;
        int length = (rows * pitch) + beyond;
        float[] values = [.. Enumerable.Range(1, rows * columns).Select(i => (float)i)];
        float[] expected = new float[count * length];
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = (i / columns, i % columns);
            expected[(column % count * length) + (row * pitch) + (column / count)] = values[i];
        }

        float[] streams = new float[count * length];
        LaneMath.SplitRows(values, columns, streams, count, pitch);
        Assert.Equal(expected, streams);

        float[] joined = new float[values.Length];
        LaneMath.JoinRows(streams, count, pitch, joined, columns);
        Assert.Equal(values, joined);
        int tooShort = count * (length - beyond - 2);
        Assert.Throws<ArgumentException>(() => LaneMath.SplitRows(values, columns, streams.AsSpan(0, tooShort), count, pitch));
        Assert.Throws<ArgumentException>(() => LaneMath.JoinRows(streams.AsSpan(0, tooShort), count, pitch, joined, columns));
        Assert.Throws<ArgumentException>(() => LaneMath.JoinRows(streams, count, -pitch, joined, columns));
    }

    [Theory]
    [InlineData(6, 9, 16)]
    [InlineData(8, 4, 8)]
    [InlineData(3, 11, 4)]
    [InlineData(5, 2, 7)]
    public void Rows_become_columns(int rows, int length, int stride)
    {
        float[] matrix = [.. Enumerable.Range(1, rows * length).Select(i => (float)i)];
        float[] turned = new float[length * stride];

        LaneMath.ToColumns(matrix, rows, length, turned, stride);

        Assert.All(turned.Index(), value => Assert.Equal(
            value.Index % stride < rows ? matrix[(value.Index % stride * length) + (value.Index / stride)] : 0, value.Item));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneMath.ToColumns(matrix, rows, length, turned, -1));
    }

    [Fact]
    public void Sum_takes_sixteen_values()
    {
        Assert.Equal(16f, LaneMath.Sum([.. Enumerable.Repeat(1f, 17)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneMath.Sum(new float[15]));
    }

    [Fact]
    public void Shares_of_workers_cover_all_units_once()
    {
        for (int workers = 1; workers <= 9; workers++)
        {
            foreach (int units in (int[])[0, 1, 2, 3, 7, 8, 9, 100, 61_706, int.MaxValue])
            {
                int next = 0;
                for (int worker = 0; worker < workers; worker++)
                {
                    (int begin, int end) = LaneMath.Share(units, worker, workers);
                    Assert.Equal(next, begin);
                    Assert.InRange(end - begin, units / workers, ((units - 1) / workers) + 1);
                    next = end;
                }

                Assert.Equal(units, next);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 16)]
    [InlineData(4, 4)]
    [InlineData(5, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(18, 20)]
    [InlineData(400, 400)]
    public void Transpose_puts_samples_one_after_the_other(int features, int stride)
    {
        float[] lanes = [.. Enumerable.Range(0, features * 16).Select(i => (float)i)];
        float[] samples = [.. Enumerable.Repeat(-1f, 16 * stride)];

        LaneMath.Transpose(lanes, features, samples, stride);

        for (int sample = 0; sample < 16; sample++)
        {
            for (int feature = 0; feature < stride; feature++)
            {
                Assert.Equal(feature < features ? lanes[(feature * 16) + sample] : -1f, samples[(sample * stride) + feature]);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(61, 3)]
    [InlineData(61, 100)]
    public void Tiles_are_added_in_their_order_whatever_the_workers(int length, int workers)
    {
        const int Tiles = 5;
        const int Offset = 3;
        int stride = length + 9;
        var random = new TestRandom(length);
        float[] records = [.. Enumerable.Range(0, Tiles * stride).Select(_ => (float)((random.Unit() - 0.5) * Math.Pow(10, random.Between(-4, 4))))];
        float[] gradient = [.. Enumerable.Repeat(float.NaN, length)];

        // What was there before the first wave does not count, what a wave left does.
        foreach (bool first in (bool[])[true, false])
        {
            for (int worker = 0; worker < workers; worker++)
            {
                LaneMath.AddTiles(records.AsSpan(Offset), stride, Tiles, first, gradient, worker, workers);
            }
        }

        for (int i = 0; i < length; i++)
        {
            float expected = 0;
            for (int tile = 0; tile < 2 * Tiles; tile++)
            {
                expected += records[Offset + (tile % Tiles * stride) + i];
            }

            Assert.Equal(expected, gradient[i]);
        }
    }
}
