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
    string Architecture, NetworkDescription Network, ReadOnlyMemory<float> Weights, float Temperature, double Difference, IReadOnlyList<string> Notes);
