using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>A network's parameters as a safetensors file that PyTorch loads strictly, and back.</summary>
internal static class WeightsFile
{
    /// <summary>Marks the tensors as PyTorch's, which some of its tools ask for.</summary>
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>
    /// Loads all parameters: every tensor of the network must be there in its type and shape, and no other.
    /// Unless all is right, the parameters stay as they are.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What it should hold.</param>
    /// <param name="parameters">Where it goes; floats between tensors are left alone.</param>
    /// <exception cref="DataFileException">The file cannot be read, is damaged, or is not this network's.</exception>
    public static void Load(string path, NetworkDescription network, Span<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Check(file, network);

        float[] loaded = new float[network.ParameterFloats];
        foreach (ParameterDescription parameter in network.Parameters)
        {
            Span<float> values = loaded.AsSpan(parameter.Offset, parameter.Count);
            if (parameter.IsInteger)
            {
                file.ReadCounts(parameter.Name, MemoryMarshal.Cast<float, int>(values));
            }
            else
            {
                file.ReadAsSingle(parameter.Name, values);
                parameter.ClearUnconnected(values);
            }
        }

        foreach (ParameterDescription parameter in network.Parameters)
        {
            loaded.AsSpan(parameter.Offset, parameter.Count).CopyTo(parameters[parameter.Offset..]);
        }
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

    private static void Check(SafetensorsFile file, NetworkDescription network)
    {
        foreach (ParameterDescription parameter in network.Parameters)
        {
            string dtype = parameter.IsInteger ? "I64" : "F32";
            string wanted = $"the network {network.Name} needs it as {dtype} {SafetensorsHeader.Shown(parameter.Shape)}";
            if (!file.Tensors.TryGetValue(parameter.Name, out SafetensorsTensor? tensor))
            {
                throw new DataFileException(file.Path, $"tensor '{parameter.Name}' is missing; {wanted}");
            }

            bool isRight = parameter.IsInteger ? tensor.Dtype == dtype : FloatDtype.Find(tensor.Dtype) is not null;
            if (!isRight || !tensor.Shape.SequenceEqual(parameter.Shape.Select(size => (long)size)))
            {
                throw new DataFileException(file.Path, $"tensor '{parameter.Name}' is {tensor.Dtype} {SafetensorsHeader.Shown(tensor.Shape)}; {wanted}");
            }
        }

        var known = network.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (file.Tensors.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => !known.Contains(name)) is { } extra)
        {
            throw new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(extra)}' is none of the network {network.Name}; its tensors are {string.Join(", ", network.Parameters.Select(parameter => parameter.Name))}");
        }
    }
}
