namespace LeNet.Runtime;

/// <summary>Names zip archives of other programs, and says how a safetensors file is made of them.</summary>
internal static class ForeignArchives
{
    /// <summary>Whether an entry is the pickle of torch.save: it lies in a folder named after the archive.</summary>
    public static bool IsPickle(string entry) => entry.EndsWith("/data.pkl", StringComparison.Ordinal) && entry.IndexOf('/') == entry.Length - "/data.pkl".Length;

    /// <summary>What is wrong with an archive and what to do, or null if torch.save wrote it.</summary>
    /// <param name="entries">The names of its entries.</param>
    public static string? Describe(IReadOnlyList<string> entries) => entries switch
    {
        _ when entries.Any(name => name.EndsWith("/constants.pkl", StringComparison.Ordinal)) =>
            "is a TorchScript model; in Python: import torch; from safetensors.torch import save_file; save_file(torch.jit.load('FILE').state_dict(), 'model.safetensors')",
        _ when entries.Any(IsPickle) => null,
        _ when entries.Any(name => name.EndsWith(".npy", StringComparison.Ordinal)) =>
            "is a NumPy archive (.npz); in Python: import numpy; from safetensors.numpy import save_file; save_file(dict(numpy.load('FILE')), 'model.safetensors')",
        _ when entries.Any(name => name.EndsWith("model.weights.h5", StringComparison.Ordinal)) =>
            $"is a Keras model (.keras); {ForeignFormats.FromKeras}",
        _ => entries.Count == 0
            ? "is an empty zip archive"
            : $"is a zip archive with {SafetensorsHeader.Shown(entries[0])} in it and no weights that are read; extract them and name their file",
    };
}
