namespace LeNet.Runtime;

/// <summary>A rectangle of random size and place is painted over with a probability, as torchvision's RandomErasing.</summary>
public sealed record ErasingAugmentation
{
    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>The rectangle's least and largest share of the image's area, from 0 to 1.</summary>
    public (double Min, double Max) Scale { get; init; } = (0.02, 0.33);

    /// <summary>The rectangle's least and largest ratio of height to width, greater than 0; its logarithm is drawn evenly.</summary>
    public (double Min, double Max) Ratio { get; init; } = (0.3, 3.3);

    /// <summary>The level, 0 to 255, that it is painted with, in all channels.</summary>
    public byte Value { get; init; }
}
