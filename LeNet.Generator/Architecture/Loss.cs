namespace LeNet.Generator.Architecture;

/// <summary>What training minimises.</summary>
internal abstract record Loss;

/// <summary>Softmax followed by the negative log likelihood of the true class, averaged over the batch.</summary>
internal sealed record CrossEntropy : Loss;
