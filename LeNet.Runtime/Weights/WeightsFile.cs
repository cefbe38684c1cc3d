namespace LeNet.Runtime;

/// <summary>A network's parameters as a safetensors file that PyTorch loads strictly, and back.</summary>
internal static class WeightsFile
{
    /// <summary>Marks the tensors as PyTorch's, which some of its tools ask for.</summary>
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

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

        return new LoadedWeights([.. new[] { file.Note, matched.Note }.OfType<string>().Select(note => $"{path}: {note}")]);
    }

    /// <summary>Writes all parameters; the file appears whole or not at all.</summary>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Save(string path, NetworkDescription network, ReadOnlySpan<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = AtomicFile.Create(path);
        try
        {
            SafetensorsWriter.Write(file.Content, Entries(network), parameters, Metadata);
        }
        catch (IOException exception)
        {
            throw FileErrors.Writing(path, exception);
        }

        file.Commit();
    }

    /// <summary>SHA-256 of the file that <see cref="Save"/> would write, in lower-case hexadecimal.</summary>
    public static string ComputeHash(NetworkDescription network, ReadOnlySpan<float> parameters)
    {
        using var hash = new HashStream();
        SafetensorsWriter.Write(hash, Entries(network), parameters, Metadata);
        return hash.Finish();
    }

    private static IEnumerable<SafetensorsEntry> Entries(NetworkDescription network) =>
        network.Parameters.Select(parameter => new SafetensorsEntry(parameter.Name, parameter.Shape, parameter.Offset, parameter.Count, parameter.IsInteger));
}
