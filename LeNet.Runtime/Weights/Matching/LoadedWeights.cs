namespace LeNet.Runtime;

/// <summary>What there is to say about weights that were loaded.</summary>
/// <param name="Notes">Lines for a person: what was left out of the names, which tensor was taken for which parameter. Mostly none.</param>
public sealed record LoadedWeights(IReadOnlyList<string> Notes)
{
    /// <summary>The temperature that the file has for the network; 1 if it has none.</summary>
    internal float Temperature { get; init; } = 1;
}
