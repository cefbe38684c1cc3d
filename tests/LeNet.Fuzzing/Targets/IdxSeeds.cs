using System.Buffers.Binary;

namespace LeNet.Fuzzing.Targets;

/// <summary>Small IDX files.</summary>
internal static class IdxSeeds
{
    /// <summary>Images.</summary>
    public static IReadOnlyList<byte[]> Images { get; } = [Of([2, 4, 4]), Of([1, 1, 1]), Of([3, 2, 3, 5]), Of([1, 28, 28])];

    /// <summary>Labels.</summary>
    public static IReadOnlyList<byte[]> Labels { get; } = [Of([2]), Of([1]), Of([300])];

    /// <summary>Bytes of telling header fields.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
        [[0, 0, 8, 1], [0, 0, 8, 3], [0, 0, 8, 4], [0, 0, 8, 255], [0, 0, 13, 3], [0x80, 0, 0, 0], [0x7f, 0xff, 0xff, 0xff], [0x1f, 0x8b]];

    /// <summary>A file of a shape, counting up.</summary>
    public static byte[] Of(int[] shape)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + shape.Aggregate(1, (product, size) => product * size)];
        file[2] = 0x08;
        file[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        }

        for (int i = 4 + (4 * shape.Length); i < file.Length; i++)
        {
            file[i] = (byte)(i % 3);
        }

        return file;
    }
}
