namespace LeNet.Comparison;

/// <summary>What is compared.</summary>
internal enum Part
{
    /// <summary>Epochs of training.</summary>
    Training,

    /// <summary>Inference in batches.</summary>
    Inference,

    /// <summary>Inference of one image at a time.</summary>
    Image,
}

/// <summary>How to compare.</summary>
/// <param name="DataFolder">Folder of MNIST's files; null for the one in LENET_DATA, or for random pixels if that is unset.</param>
/// <param name="Samples">Samples of an epoch.</param>
/// <param name="Rounds">Rounds, of which the medians count.</param>
/// <param name="Threads">Thread counts.</param>
/// <param name="Parts">What to compare.</param>
internal sealed record ComparisonOptions(
    string? DataFolder, int Samples, int Rounds, IReadOnlyList<int> Threads, IReadOnlyList<Part> Parts);
