using System.IO.Compression;
using LeNet.Fuzzing.Mutation;
using LeNet.Fuzzing.Sums;

namespace LeNet.Fuzzing.Tests;

public sealed class MutationTests
{
    [Fact]
    public void Inputs_differ_from_their_seeds_and_stay_small()
    {
        byte[][] seeds = [[.. Enumerable.Range(0, 200).Select(i => (byte)i)], [], new byte[60_000]];
        int same = 0;
        int longest = 0;
        for (int seed = 0; seed < 5_000; seed++)
        {
            byte[] input = ByteChanges.Apply(seeds, ["piece"u8.ToArray()], new Random(seed));
            longest = Math.Max(longest, input.Length);
            same += seeds.Any(known => known.AsSpan().SequenceEqual(input)) ? 1 : 0;
        }

        Assert.InRange(longest, 60_001, ByteChanges.MostBytes);
        Assert.InRange(same, 0, 1_000);
    }

    [Fact]
    public void Seeds_are_left_alone()
    {
        byte[] seed = [1, 2, 3, 4, 5, 6, 7, 8];
        for (int i = 0; i < 1_000; i++)
        {
            ByteChanges.Apply([seed], [], new Random(i));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], seed);
    }

    [Fact]
    public void The_check_value_of_the_cyclic_redundancy_check() => Assert.Equal(0xcbf43926, Crc32.Of("123456789"u8));

    [Fact]
    public void A_changed_gzip_file_expands_after_repair()
    {
        byte[] file = GzipSums.Pack("what is stored, is stored"u8, CompressionLevel.NoCompression);
        int place = file.AsSpan().IndexOf("what"u8);
        file[place] = (byte)'W';
        Assert.Throws<InvalidDataException>(() => Expand(file));

        Assert.Equal("What is stored, is stored"u8, Expand(GzipSums.Repair(file)));
    }

    [Fact]
    public void A_changed_chunk_has_the_right_sum_after_repair()
    {
        byte[] file = CorpusFiles.Pictures.First(content => content[0] == 0x89);
        byte[] changed = [.. file];
        changed[16] ^= 1;
        byte[] broken = [.. changed];

        Assert.Equal(file, PngSums.Repair([.. file]));
        PngSums.Repair(changed);

        // The sum after the header's 13 bytes alone.
        Assert.Equal(broken[..29], changed[..29]);
        Assert.Equal(Crc32.Of(changed.AsSpan(12, 17)), System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(changed.AsSpan(29)));
        Assert.Equal(broken[33..], changed[33..]);
    }

    private static byte[] Expand(byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
