namespace LeNet.Runtime;

/// <summary>The image is mirrored with a probability, as torchvision's RandomHorizontalFlip.</summary>
public sealed record FlipAugmentation
{
    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability { get; init; } = 0.5;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (!(Probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Probability), Probability, "The probability of a flip is 0 to 1.");
        }
    }
}
