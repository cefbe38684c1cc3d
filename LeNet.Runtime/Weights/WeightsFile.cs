using System.Globalization;

namespace LeNet.Runtime;

/// <summary>A network's parameters as a safetensors file that PyTorch loads strictly, and back.</summary>
internal static class WeightsFile
{
    private const string TemperatureKey = "temperature";

    /// <summary>
    /// Loads all parameters: every tensor of the network must be there in its shape, and no other.
    /// Unless all is right, the parameters stay as they are.
    /// </summary>
    /// <param name="path">The file: safetensors, or a state dict that PyTorch saved.</param>
    /// <param name="network">What it should hold.</param>
    /// <param name="parameters">Where it goes; floats between tensors are left alone.</param>
    /// <param name="matching">How tensors are matched with parameters.</param>
    /// <exception cref="DataFileException">The file cannot be read, is damaged, is not this network's, or holds what is not a number.</exception>
    public static LoadedWeights Load(string path, NetworkDescription network, Span<float> parameters, TensorMatching matching = TensorMatching.ByName)
    {
        ArgumentNullException.ThrowIfNull(path);
        using ITensorFile file = TensorFormats.Open(path);
        MatchedTensors matched = MatchedTensors.Of(file, network, matching);
        float temperature = TemperatureOf(file);
        float[] loaded = new float[network.ParameterFloats];
        foreach ((ParameterDescription parameter, StoredTensor? tensor) in network.Parameters.Zip(matched.Tensors))
        {
            Span<float> values = loaded.AsSpan(parameter.Offset, parameter.Count);
            if (parameter.IsInteger)
            {
                values[0] = tensor is null ? 0 : BitConverter.Int32BitsToSingle(TensorValues.ReadCount(file, tensor));
            }
            else
            {
                TensorValues.ReadFinite(file, tensor!, parameter.Shape, values);
                parameter.ClearUnconnected(values);
            }
        }

        foreach (ParameterDescription parameter in network.Parameters)
        {
            loaded.AsSpan(parameter.Offset, parameter.Count).CopyTo(parameters[parameter.Offset..]);
        }

        return new LoadedWeights([.. new[] { file.Note, matched.Note }.OfType<string>().Select(note => $"{path}: {note}")]) { Temperature = temperature };
    }

    /// <summary>Writes all parameters; the file appears whole or not at all.</summary>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Save(string path, NetworkDescription network, ReadOnlySpan<float> parameters, float temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = AtomicFile.Create(path);
        try
        {
            SafetensorsWriter.Write(file.Content, Entries(network), parameters, Metadata(temperature));
        }
        catch (IOException exception)
        {
            throw FileErrors.Writing(path, exception);
        }

        file.Commit();
    }

    /// <summary>SHA-256 of the file that <see cref="Save"/> would write, in lower-case hexadecimal.</summary>
    public static string ComputeHash(NetworkDescription network, ReadOnlySpan<float> parameters, float temperature = 1)
    {
        using var hash = new HashStream();
        SafetensorsWriter.Write(hash, Entries(network), parameters, Metadata(temperature));
        return hash.Finish();
    }

    /// <summary>Marks the tensors as PyTorch's, which some of its tools ask for, and has the temperature, where the network was calibrated.</summary>
    private static Dictionary<string, string> Metadata(float temperature)
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };
        if (temperature != 1)
        {
            metadata[TemperatureKey] = temperature.ToString("R", CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    private static float TemperatureOf(ITensorFile file)
    {
        if (!file.Metadata.TryGetValue(TemperatureKey, out string? text))
        {
            return 1;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float temperature) && temperature > 0 && float.IsFinite(temperature)
            ? temperature
            : throw new DataFileException(file.Path, $"has '{SafetensorsHeader.Shown(text)}' for '{TemperatureKey}' in its metadata, which is not a positive number; calibrate the weights anew");
    }

    private static IEnumerable<SafetensorsEntry> Entries(NetworkDescription network) =>
        network.Parameters.Select(parameter => new SafetensorsEntry(parameter.Name, parameter.Shape, parameter.Offset, parameter.Count, parameter.IsInteger));
}
