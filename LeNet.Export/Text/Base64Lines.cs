using System.Runtime.InteropServices;

namespace LeNet.Export.Text;

/// <summary>Floats as lines of Base64, the least significant byte first.</summary>
internal static class Base64Lines
{
    private const int BytesPerLine = 96;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(float))
            {
                bytes.AsSpan(i, sizeof(float)).Reverse();
            }
        }

        return bytes.Chunk(BytesPerLine).Select(line => Convert.ToBase64String(line));
    }
}
