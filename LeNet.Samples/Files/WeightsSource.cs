using LeNet.Runtime;

namespace LeNet.Samples.Files;

/// <summary>A file of weights that somebody named.</summary>
/// <param name="Path">The file.</param>
/// <param name="Matching">How its tensors are told which they are.</param>
internal sealed record WeightsSource(string Path, TensorMatching Matching)
{
    /// <summary>Loads it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="notes">Told, line by line, what was made of the file where that is not plain.</param>
    /// <exception cref="DataFileException">The file cannot be read, or does not fit the network.</exception>
    public void Load(Network network, TextWriter notes)
    {
        foreach (string note in network.Load(Path, Matching).Notes)
        {
            notes.WriteLine("note: " + Text.OneLine(note));
        }
    }
}
