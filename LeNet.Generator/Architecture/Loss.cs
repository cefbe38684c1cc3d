using static System.FormattableString;

namespace LeNet.Generator.Architecture;

/// <summary>What training minimises, as a mean over the samples of a batch.</summary>
/// <param name="Name">Its name in the architecture file.</param>
internal abstract record Loss(string Name)
{
    /// <summary>What people call it, with its parameters.</summary>
    public virtual string Title => Name;
}

/// <summary>
/// Softmax followed by the negative log likelihood of the true class, as torch.nn.CrossEntropyLoss: with smoothing, of a target that
/// gives this part of its weight to all classes equally.
/// </summary>
internal sealed record CrossEntropy(double LabelSmoothing = 0) : Loss("cross_entropy")
{
    public override string Title => LabelSmoothing == 0 ? Name : Invariant($"{Name} with label smoothing {LabelSmoothing}");
}

/// <summary>The mean square of the logits less 1 for the true class and 0 for the others, as torch.nn.MSELoss of one-hot targets.</summary>
internal sealed record MeanSquaredError() : Loss("mse");

/// <summary>
/// LeCun et al. 1998, equation 9, of penalties that are the logits' negatives: cross-entropy with one more class, for rubbish, whose
/// penalty is always j.
/// </summary>
internal sealed record DiscriminativeRbf(double RubbishPenalty) : Loss("discriminative_rbf")
{
    public override string Title => Invariant($"{Name} with j = {RubbishPenalty}");
}
