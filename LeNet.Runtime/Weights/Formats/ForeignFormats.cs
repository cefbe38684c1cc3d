using System.Text;

namespace LeNet.Runtime;

/// <summary>Names what somebody hands over for weights that is not read, and says how a safetensors file is made of it.</summary>
internal static class ForeignFormats
{
    private const int TarMagic = 257;
    private const string Save = "from safetensors.numpy import save_file; save_file";

    /// <summary>How the weights of a Keras model are taken over.</summary>
    public const string FromKeras =
        "in Python, take each layer's weights with get_weights(), turn them as PyTorch has them (a convolution's kernel with transpose(3, 2, 0, 1), "
        + "a dense layer's with .T), and write them under the network's names with safetensors.numpy.save_file";

    /// <summary>What torch.save wrote before PyTorch 1.6: a pickle of this number.</summary>
    private static readonly byte[] LegacyTorch = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Whether a file is a zip archive, as those of PyTorch are.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    /// <summary>What is wrong with a file and what to do, or null if it may be a safetensors file.</summary>
    /// <param name="start">Its first bytes.</param>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        // A safetensors header is an object behind eight bytes; those may look like anything.
        if (start is [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..])
        {
            return null;
        }

        return start switch
        {
            [0x1f, 0x8b, ..] => "is compressed with gzip; decompress it: gunzip FILE.gz",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "is compressed with bzip2; decompress it: bunzip2 FILE",
            [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "is compressed with xz; decompress it: unxz FILE",
            [0x28, 0xb5, 0x2f, 0xfd, ..] => "is compressed with zstd; decompress it: unzstd FILE",
            [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] => "is a 7z archive; extract the weights from it",
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] =>
                $"is one NumPy array (.npy); weights are several, with names; in Python: import numpy; {Save}({{'conv1.weight': numpy.load('FILE'), …}}, 'model.safetensors')",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] =>
                $"is an HDF5 file, as Keras writes (.h5); {FromKeras}",
            [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] =>
                $"is a GGUF file; in Python: import gguf; {Save}({{t.name: t.data for t in gguf.GGUFReader('FILE').tensors}}, 'model.safetensors'), if its tensors are F32 or F16",
            _ when start.StartsWith(LegacyTorch) =>
                "is a file of PyTorch in the form before 1.6; load and save it once more: import torch; torch.save(torch.load('FILE', weights_only=True), 'model.pt')",
            [0x80, >= 2 and <= 5, ..] =>
                "is a Python pickle, which is read only as torch.save writes it; if it holds a state dict: import pickle, torch; torch.save(pickle.load(open('FILE', 'rb')), 'model.pt')",
            [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "is a TensorFlow Lite model, which is not read; go back to the model that it was made of",
            _ when start.Length > TarMagic + 5 && start.Slice(TarMagic, 5).SequenceEqual("ustar"u8) => "is a tar archive; extract the weights from it: tar -xf FILE",
            _ when IsOnnx(start) =>
                $"is an ONNX model; the command import makes weights and an architecture file of it, or in Python: import onnx, onnx.numpy_helper as h; {Save}({{t.name: h.to_array(t) for t in onnx.load('FILE').graph.initializer}}, 'model.safetensors')",
            _ => DescribeText(start),
        };
    }

    private static string? DescribeText(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            return "is a pointer of Git LFS, not the weights; get them: git lfs pull";
        }

        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "is a web page, not the weights: the download took the page about the file; take the link to the file itself (on Hugging Face with /resolve/ in place of /blob/)";
        }

        if (text.StartsWith('<'))
        {
            return "is XML or HTML, not weights; if it was downloaded, the server answered with a message: look into it";
        }

        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return "is JSON text, not weights; of a model in parts (model.safetensors.index.json), join the parts to one safetensors file";
        }

        // Whoever asks for a file that is not there may get a sentence.
        bool isText = start.Length >= 12 && !start.ContainsAnyExceptInRange((byte)9, (byte)126) && text.Length > 0;
        return isText ? $"is text, not weights; it begins with \"{Line(text)}\"" : null;
    }

    /// <summary>The first line, and no more of it than a message bears.</summary>
    private static string Line(string text)
    {
        const int Most = 40;
        string line = text.Split('\n', 2)[0].TrimEnd();
        return line.Length <= Most ? line : line[..Most] + "…";
    }

    /// <summary>A ModelProto (onnx.proto) begins with the version of the format, then names its producer, or its opset or graph.</summary>
    private static bool IsOnnx(ReadOnlySpan<byte> start) => start is [0x08, >= 1 and <= 32, 0x12 or 0x1a or 0x22 or 0x3a or 0x42, ..];
}
