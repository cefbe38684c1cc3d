using System.IO.Compression;
using System.Text;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Files of the tiny network as torch.save writes them.</summary>
internal static class PyTorchSeeds
{
    /// <summary>A state dict: what is in the archive's entries.</summary>
    public static IReadOnlyDictionary<string, byte[]> Entries { get; } = OfNetwork(prefix: "", nested: false);

    /// <summary>A state dict in a checkpoint, with names that begin alike.</summary>
    public static IReadOnlyDictionary<string, byte[]> Checkpoint { get; } = OfNetwork(prefix: "module.", nested: true);

    /// <summary>An archive, not compressed as PyTorch's are.</summary>
    public static byte[] Pack(IEnumerable<KeyValuePair<string, byte[]>> entries, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return zip.ToArray();
    }

    private static Dictionary<string, byte[]> OfNetwork(string prefix, bool nested)
    {
        var entries = new Dictionary<string, byte[]>();
        var pickle = new List<byte> { 0x80, 2 };
        if (nested)
        {
            pickle.AddRange([(byte)'}', (byte)'(', .. Text("epoch"), (byte)'K', 3, .. Text("state_dict")]);
        }

        pickle.AddRange([.. "ccollections\nOrderedDict\n"u8, (byte)')', (byte)'R', (byte)'(']);
        foreach (ParameterDescription parameter in TinyNetwork.Description.Parameters)
        {
            string key = $"{entries.Count}";
            entries[$"tiny/data/{key}"] = new byte[parameter.Count * (parameter.IsInteger ? sizeof(long) : sizeof(float))];
            pickle.AddRange([.. Text(prefix + parameter.Name), .. "ctorch._utils\n_rebuild_tensor_v2\n("u8, (byte)'(']);
            pickle.AddRange([.. Text("storage"), .. Encoding.ASCII.GetBytes($"ctorch\n{(parameter.IsInteger ? "Long" : "Float")}Storage\n"), .. Text(key), .. Text("cpu"), .. Number(parameter.Count), (byte)'t', (byte)'Q']);
            int[] strides = new int[parameter.Shape.Count];
            for (int axis = strides.Length - 1, step = 1; axis >= 0; step *= parameter.Shape[axis], axis--)
            {
                strides[axis] = step;
            }

            pickle.AddRange([(byte)'K', 0, (byte)'(', .. parameter.Shape.SelectMany(Number), (byte)'t', (byte)'(', .. strides.SelectMany(Number), (byte)'t', 0x89]);
            pickle.AddRange([.. "ccollections\nOrderedDict\n"u8, (byte)')', (byte)'R', (byte)'t', (byte)'R']);
        }

        pickle.AddRange(nested ? "uu."u8 : "u."u8);
        entries["tiny/data.pkl"] = [.. pickle];
        entries["tiny/version"] = "3\n"u8.ToArray();
        return entries;
    }

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(int value) => [(byte)'J', .. BitConverter.GetBytes(value)];
}
