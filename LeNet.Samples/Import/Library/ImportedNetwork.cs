using System.Text;
using LeNet.Runtime;

namespace LeNet.Import;

/// <summary>A model as an architecture file and weights.</summary>
/// <param name="Architecture">The text of the architecture file.</param>
/// <param name="Network">What the network is made of.</param>
/// <param name="Weights">The parameters where the description says they are.</param>
/// <param name="Temperature">What logits are divided by before the softmax; 1 unless the model did so.</param>
/// <param name="Difference">How far the network's logits are from the model's at random input, both in double precision, relative to the largest logit.</param>
/// <param name="Notes">What people should know, a sentence each.</param>
public sealed record ImportedNetwork(
    string Architecture, NetworkDescription Network, ReadOnlyMemory<float> Weights, float Temperature, double Difference, IReadOnlyList<string> Notes)
{
    /// <summary>Writes both files: both appear whole, or neither.</summary>
    /// <param name="architecturePath">The architecture file.</param>
    /// <param name="weightsPath">The safetensors file.</param>
    /// <exception cref="DataFileException">One cannot be written.</exception>
    public void Save(string architecturePath, string weightsPath)
    {
        using AtomicFile architecture = AtomicFile.Create(architecturePath);
        try
        {
            architecture.Content.Write(Encoding.UTF8.GetBytes(Architecture));
        }
        catch (IOException exception)
        {
            throw FileErrors.Writing(architecturePath, exception);
        }

        bool isNew = !File.Exists(weightsPath);
        WeightsFile.Save(weightsPath, Network, Weights.Span, Temperature);
        try
        {
            architecture.Commit();
        }
        catch (DataFileException) when (isNew)
        {
            File.Delete(weightsPath);
            throw;
        }
    }
}
