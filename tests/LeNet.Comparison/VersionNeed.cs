using System.Buffers.Binary;
using System.Text;

namespace LeNet.Comparison;

/// <summary>
/// Marks a version that a native library wants of another one as weak, so that the library loads where that version is missing.
/// libLibTorchSharp.so names GLIBCXX_3.4.32 (GCC 13), which older distributions lack, only for ios_base_library_init:
/// a symbol that it mentions, as every use of iostream does since GCC 13, but never calls and has no relocation for.
/// </summary>
internal static class VersionNeed
{
    /// <summary>The version that libtorch's binding names.</summary>
    public const string NewLibstdcxx = "GLIBCXX_3.4.32";

    private const uint VersionNeedSection = 0x6FFFFFFE;
    private const ushort Weak = 2;
    private const int SectionHeaderSize = 64;

    /// <summary>Changes a library's file if it has such a need. What is written replaces the file in one step.</summary>
    /// <param name="path">A 64-bit little-endian ELF file.</param>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>Whether the file names the version.</returns>
    /// <exception cref="InvalidDataException">The file is no such file, or is damaged.</exception>
    public static bool Weaken(string path, string version)
    {
        byte[] file = File.ReadAllBytes(path);
        try
        {
            List<int> flags = [.. FlagsOf(file, version)];
            if (flags.Exists(at => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) != Weak))
            {
                flags.ForEach(at => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), Weak));
                string temporary = path + ".tmp";
                File.WriteAllBytes(temporary, file);
                File.Move(temporary, path, overwrite: true);
            }

            return flags.Count > 0;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"{path}: not a 64-bit little-endian ELF file, or a damaged one", exception);
        }
    }

    /// <summary>Where the flags of the needs for a version are: vna_flags of every Elf64_Vernaux of that name.</summary>
    private static IEnumerable<int> FlagsOf(byte[] file, string version)
    {
        if (!file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new ArgumentOutOfRangeException(nameof(file));
        }

        int headers = Offset(file, 0x28);
        int count = Short(file, 0x3C);
        for (int i = 0; i < count; i++)
        {
            int section = headers + (i * SectionHeaderSize);
            if (Word(file, section + 4) != VersionNeedSection)
            {
                continue;
            }

            int strings = Offset(file, headers + ((int)Word(file, section + 0x28) * SectionHeaderSize) + 0x18);
            int need = Offset(file, section + 0x18);
            int needs = (int)Word(file, section + 0x2C);
            for (int j = 0; j < needs; j++)
            {
                int auxiliary = need + (int)Word(file, need + 8);
                int auxiliaries = Short(file, need + 2);
                for (int k = 0; k < auxiliaries; k++)
                {
                    if (Text(file, strings + (int)Word(file, auxiliary + 8)) == version)
                    {
                        yield return auxiliary + 4;
                    }

                    auxiliary += (int)Word(file, auxiliary + 12);
                }

                need += (int)Word(file, need + 12);
            }
        }
    }

    private static int Offset(byte[] file, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));

    private static uint Word(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static string Text(byte[] file, int at)
    {
        ReadOnlySpan<byte> rest = file.AsSpan(at);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
