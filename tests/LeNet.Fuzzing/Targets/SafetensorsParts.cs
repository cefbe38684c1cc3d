using System.Buffers.Binary;

namespace LeNet.Fuzzing.Targets;

/// <summary>A safetensors file taken apart, so that its header can change in length.</summary>
internal static class SafetensorsParts
{
    private const int PrefixBytes = 8;

    /// <summary>Pieces of headers.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-1", "1e3", "\"F32\"", "\"F64\"", "\"F16\"", "\"BF16\"", "\"I64\"", "\"U8\"", "\"F4\"",
            "\"dtype\":", "\"shape\":[", "\"data_offsets\":[0,0]", "\"__metadata__\":{", "\"conv1.weight\":", "\"fc1.bias\":", "[9223372036854775807,2]", "\u00e9", "\ud83d\ude00",
            "\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xff], [0xed, 0xa0, 0x80], [0],
    ];

    /// <summary>Changes header and tensors of a file each on its own, and puts the length of the header right.</summary>
    /// <param name="file">A good file.</param>
    /// <param name="change">Changes either of them.</param>
    public static byte[] Change(byte[] file, Func<byte[], byte[]> change)
    {
        int end = PrefixBytes + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        byte[] header = change(file[PrefixBytes..end]);
        byte[] prefix = new byte[PrefixBytes];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        return [.. prefix, .. header, .. file[end..]];
    }
}
