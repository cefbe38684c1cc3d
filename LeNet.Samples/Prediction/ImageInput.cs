using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>One image to be labelled, or why it cannot be.</summary>
/// <param name="Source">What it is called in the results: its file, or its name in a stream; null if it has none.</param>
/// <param name="Index">Which image of the file it is, or which line of a stream, from 0.</param>
/// <param name="Pixels">The image as the network takes it; empty if there is a problem.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
internal sealed record ImageInput(string? Source, int Index, ReadOnlyMemory<byte> Pixels, DataFileException? Problem = null)
{
    /// <summary>Whether its source is a picture, which has no other image.</summary>
    public bool IsPicture { get; init; }
}
