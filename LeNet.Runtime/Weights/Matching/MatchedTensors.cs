namespace LeNet.Runtime;

/// <summary>Which tensor of a file is which parameter.</summary>
/// <param name="Tensors">The tensor of each of the network's parameters, in their order; null for a count that the file does without.</param>
/// <param name="Note">What there is to say about it, or null.</param>
internal sealed record MatchedTensors(IReadOnlyList<StoredTensor?> Tensors, string? Note)
{
    /// <summary>Matches all, and checks types and shapes.</summary>
    /// <exception cref="DataFileException">A tensor is missing or of another shape or type, or one is left over.</exception>
    public static MatchedTensors Of(ITensorFile file, NetworkDescription network, TensorMatching matching)
    {
        if (file.Contents.Count == 0 && network.Parameters.Count > 0)
        {
            throw new DataFileException(file.Path, $"holds no tensors; the network {network.Name} needs {network.Parameters.Count}");
        }

        return matching == TensorMatching.ByOrder ? OrderMatch.Find(file, network) : NameMatch.Find(file, network);
    }

    /// <summary>Whether a tensor's values can be a parameter's: floating-point numbers of any width, or for a count numbers of any kind.</summary>
    public static bool HasTypeOf(StoredTensor tensor, ParameterDescription parameter) =>
        NumberDtype.Find(tensor.Dtype) is { } dtype && (dtype.IsFloat || parameter.IsInteger);

    /// <summary>Whether their names have the same last part: "weight" of "0.weight" and "conv1.weight".</summary>
    public static bool EndAlike(StoredTensor tensor, ParameterDescription parameter) => LastPart(tensor.Name).SequenceEqual(LastPart(parameter.Name));

    /// <summary>What the network needs, for messages.</summary>
    public static string Wanted(NetworkDescription network, ParameterDescription parameter) =>
        $"the network {network.Name} needs it as {(parameter.IsInteger ? "I64" : "F32")} {SafetensorsHeader.Shown(parameter.Shape)}";

    private static ReadOnlySpan<char> LastPart(string name) => name.AsSpan(name.LastIndexOf('.') + 1);
}
