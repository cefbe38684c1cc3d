using System.IO.Compression;
using System.Text;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Data.Formats;

namespace LeNet.Samples.Tests.Data.Formats;

/// <summary>Writes small data sets as other programs do.</summary>
internal static class DataFiles
{
    /// <summary>The data set at a path.</summary>
    public static DataSource Recognise(string path) => DataFormats.Recognise(path) ?? throw new InvalidOperationException("It is not recognised.");

    /// <summary>What is wrong with the data set at a path.</summary>
    public static string Problem(string path)
    {
        DataFileException exception = Assert.Throws<DataFileException>(() =>
        {
            DataSource source = Recognise(path);
            source.LoadTraining();
            source.LoadTest();
        });
        return exception.Message;
    }

    /// <summary>A text file.</summary>
    public static string Text(string path, params string[] lines) => Bytes(path, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    /// <summary>A file.</summary>
    public static string Bytes(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>An array file as NumPy writes it.</summary>
    public static byte[] Npy(string type, string shape, byte[] content, bool fortran = false)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), .. content];
    }

    /// <summary>An archive of arrays.</summary>
    public static string Npz(string path, params (string Name, byte[] Content)[] arrays)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in arrays)
        {
            using Stream entry = archive.CreateEntry(name + ".npy").Open();
            entry.Write(content);
        }

        return path;
    }

    /// <summary>Bytes that count up.</summary>
    public static byte[] Counting(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];
}
