using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Images;

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

    /// <summary>Where in its picture it is; null if it is no part of one.</summary>
    public DigitPlace? Place { get; init; }
}

/// <summary>A digit of a picture.</summary>
/// <param name="Box">Where it is, in the picture's pixels.</param>
/// <param name="Digits">How many digits the picture seems to show.</param>
/// <param name="AllAreRead">Whether the others are read too.</param>
internal readonly record struct DigitPlace(Box Box, int Digits, bool AllAreRead)
{
    /// <summary>Whether the picture shows digits that are not read.</summary>
    public bool OthersAreLeft => Digits > 1 && !AllAreRead;

    /// <summary>What to say of them.</summary>
    public string Note => string.Create(CultureInfo.InvariantCulture, $"shows {Digits} digits; this is the most central, and --all reads each");
}
