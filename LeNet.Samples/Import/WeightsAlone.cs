using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Import;

/// <summary>Tells files of weights from models: they do not say what the network is.</summary>
internal static class WeightsAlone
{
    private static readonly string[] Extensions = [".pt", ".pth", ".bin", ".ckpt", ".safetensors", ".npz", ".h5", ".keras", ".pkl"];

    /// <summary>Checks that a file is no archive of weights.</summary>
    /// <exception cref="FailureException">It is one; the message says what to do.</exception>
    public static void Refuse(string path)
    {
        if (StartsAsZip(path) || Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            throw new FailureException($"{path}: holds weights, but does not say what the layers are; name an architecture file with --arch FILE, or export the model from where it was trained as ONNX (torch.onnx.export, tf2onnx)");
        }
    }

    private static bool StartsAsZip(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start is [(byte)'P', (byte)'K', 3, 4];
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }
    }
}
