using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>What gradients were checked of.</summary>
/// <param name="Network">The network.</param>
/// <param name="Options">How.</param>
/// <param name="Samples">Images of the batch.</param>
/// <param name="Weights">The file that the weights are from; null for initial ones.</param>
/// <param name="Dataset">The data set's name on the command line; null for random pixels.</param>
/// <param name="DatasetTitle">Its name for people.</param>
internal sealed record GradientFacts(NetworkDescription Network, GradientCheckOptions Options, int Samples, string? Weights, string? Dataset, string? DatasetTitle);
