using System.Globalization;
using System.Text;

namespace LeNet.Runtime;

/// <summary>The text of a recipe file, for messages about places in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its UTF-8.</param>
internal sealed record RecipeText(string Path, byte[] Bytes)
{
    /// <summary>Whether places in it mean something to the reader of a message.</summary>
    public bool HasPlaces { get; init; } = true;

    /// <summary>An error at a byte: the message says line and column, from 1, in characters.</summary>
    public DataFileException Error(int at, string problem)
    {
        if (!HasPlaces)
        {
            return new DataFileException(Path, problem);
        }

        ReadOnlySpan<byte> before = Bytes.AsSpan(0, Math.Min(at, Bytes.Length));
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new DataFileException(Path, string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}: {problem}"));
    }

    /// <summary>Where a line's byte is.</summary>
    public int Offset(long line, long byteInLine)
    {
        int at = 0;
        for (; line > 0; line--)
        {
            at += Bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(at + byteInLine, Bytes.Length);
    }
}
