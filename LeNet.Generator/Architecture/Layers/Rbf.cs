namespace LeNet.Generator.Architecture.Layers;

/// <summary>
/// How near the input is to each of some fixed vectors: minus the squared Euclidean distance, LeCun et al. 1998, equation 7, so that
/// the nearest has the largest output.
/// </summary>
internal sealed record Rbf(string Name, Prototypes Prototypes) : Layer(Name);

/// <summary>The fixed vectors.</summary>
/// <param name="Name">The name of a set that this program knows; null if the file gives the values.</param>
/// <param name="Rows">[output][input]; whether their lengths are right is not checked yet.</param>
internal sealed record Prototypes(string? Name, EquatableArray<EquatableArray<double>> Rows);
