namespace LeNet.Runtime;

/// <summary>One part of k-fold cross-validation: the training set is split into parts of equal size, to within a sample, and one of them is kept for validation.</summary>
/// <param name="Number">Which part is kept, from 1.</param>
/// <param name="Count">Parts, at least 2.</param>
public sealed record Fold(int Number, int Count)
{
    /// <summary>"2/5".</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");
}
