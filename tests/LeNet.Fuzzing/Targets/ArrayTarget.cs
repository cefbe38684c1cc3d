using System.Buffers.Binary;
using System.Text;
using LeNet.Runtime;
using LeNet.Samples.Data.Formats;
using LeNet.Samples.Data.Numpy;

namespace LeNet.Fuzzing.Targets;

/// <summary>Array files of NumPy.</summary>
internal sealed class ArrayTarget : FuzzTarget
{
    public override string Name => "array";

    public override IReadOnlyList<byte[]> Seeds { get; } = [File("|u1", "(2, 2, 2)", 8), File("<i8", "(3,)", 24), File(">f4", "(1, 1, 1, 3)", 12), File("<f2", "(4, 12)", 96)];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        "'descr'"u8.ToArray(), "'<U4'"u8.ToArray(), "'|O'"u8.ToArray(), "True"u8.ToArray(), "()"u8.ToArray(), "(0,)"u8.ToArray(), "2147483647"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-1"u8.ToArray(),
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    // A header of at most 64 KiB, twice, and what regular expressions make of it.
    public override long MostAllocated(int length) => (160 << 10) + (100L * length);

    public override void Run(byte[] input)
    {
        NpyBytes array = NpyBytes.Read(new MemoryStream(input, writable: false), input.Length, "the array");
        if (array.Header.Count != array.Values.Length)
        {
            throw new BrokenPromiseException($"a shape of {array.Header.Count} elements came with {array.Values.Length}");
        }

        if (ImageAxes.Of(array.Header.Shape) is { } axes && axes.Planar(array.Values).Length != array.Values.Length)
        {
            throw new BrokenPromiseException("the planes have another length");
        }
    }

    private static byte[] File(string type, string shape, int bytes)
    {
        byte[] header = Encoding.Latin1.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. new byte[bytes]];
    }
}
