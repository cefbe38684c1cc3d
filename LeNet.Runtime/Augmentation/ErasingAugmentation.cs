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

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        if (!(Probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Probability), Probability, "The probability of erasing is 0 to 1.");
        }

        if (!(Scale.Min >= 0 && Scale.Min <= Scale.Max && Scale.Max <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Scale), Scale, "The shares of the area are 0 to 1, the least one first.");
        }

        if (!(double.IsNormal(Ratio.Min) && Ratio.Min > 0 && Ratio.Min <= Ratio.Max && double.IsFinite(Ratio.Max)))
        {
            throw new ArgumentOutOfRangeException(nameof(Ratio), Ratio, "The ratios of height to width are greater than 0, the least one first.");
        }
    }
}
