namespace LeNet.Runtime;

/// <summary>The image is mirrored with a probability, as torchvision's RandomHorizontalFlip.</summary>
public sealed record FlipAugmentation
{
    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability { get; init; } = 0.5;
}
