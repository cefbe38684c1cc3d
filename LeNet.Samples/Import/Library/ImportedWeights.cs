using LeNet.Runtime;

namespace LeNet.Import;

/// <summary>Others' weights for a network.</summary>
/// <param name="Network">What the network is made of.</param>
/// <param name="Weights">The parameters where the description says they are.</param>
/// <param name="Temperature">What logits are divided by before the softmax.</param>
/// <param name="Notes">What people should know, a sentence each.</param>
public sealed record ImportedWeights(NetworkDescription Network, ReadOnlyMemory<float> Weights, float Temperature, IReadOnlyList<string> Notes)
{
    /// <summary>Writes them, whole or not at all.</summary>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public void Save(string path) => WeightsFile.Save(path, Network, Weights.Span, Temperature);
}
