using System.Buffers.Binary;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>The four files of a data set with pixels at random: enough for a step, too small to take time.</summary>
internal static class SmallData
{
    private const int Images = 64;
    private const int Side = 28;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        byte[] pixels = RandomDigits.Pixels(Images * Side * Side);
        byte[] labels = [.. Enumerable.Range(0, Images).Select(image => (byte)(image % 10))];
        foreach (string part in (string[])["train", "t10k"])
        {
            File.WriteAllBytes(Path.Combine(folder, part + "-images-idx3-ubyte"), [.. Header(3, Images, Side, Side), .. pixels]);
            File.WriteAllBytes(Path.Combine(folder, part + "-labels-idx1-ubyte"), [.. Header(1, Images), .. labels]);
        }
    }

    private static byte[] Header(byte dimensions, params int[] sizes)
    {
        byte[] header = new byte[4 + 4 * sizes.Length];
        header[2] = 8; // unsigned bytes
        header[3] = dimensions;
        foreach ((int index, int size) in sizes.Index())
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * index), size);
        }

        return header;
    }
}
