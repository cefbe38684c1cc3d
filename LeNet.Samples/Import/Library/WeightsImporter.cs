using System.Text;
using LeNet.Import.Architecture;
using LeNet.Runtime;

namespace LeNet.Import;

/// <summary>Makes the weights file of a network of others' weights, by an architecture file that need not be compiled.</summary>
public static class WeightsImporter
{
    /// <summary>An architecture file is text that people write.</summary>
    private const long MostBytes = 16 << 20;

    /// <summary>Reads weights.</summary>
    /// <param name="path">The weights: a state dict that PyTorch saved, or a safetensors file.</param>
    /// <param name="architecturePath">The architecture file.</param>
    /// <param name="matching">How tensors are matched with parameters.</param>
    /// <exception cref="DataFileException">A file cannot be read, or the weights do not fit the network.</exception>
    /// <exception cref="ImportException">The architecture file has an error.</exception>
    public static ImportedWeights Import(string path, string architecturePath, TensorMatching matching)
    {
        ArgumentNullException.ThrowIfNull(architecturePath);
        (NetworkDescription? network, IReadOnlyList<string> errors) = CheckedArchitecture.Read(architecturePath, ReadText(architecturePath));
        if (network is null)
        {
            throw new ImportException($"{architecturePath}: {errors[0]}");
        }

        float[] weights = new float[network.ParameterFloats];
        LoadedWeights loaded = WeightsFile.Load(path, network, weights, matching);
        return new ImportedWeights(network, weights, loaded.Temperature, loaded.Notes);
    }

    private static string ReadText(string path)
    {
        try
        {
            using FileStream stream = RegularFile.Open(path);
            return stream.Length <= MostBytes
                ? new StreamReader(stream, Encoding.UTF8).ReadToEnd()
                : throw new DataFileException(path, "is too large for an architecture file");
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(path, exception);
        }
    }
}
