using System.Globalization;

namespace LeNet.Samples.Sweeping.Values;

/// <summary>What an option of <c>train</c> is varied over, as text of the command line.</summary>
internal abstract record OptionValues
{
    /// <summary>How many values there are, or null if they cannot be counted, but only be drawn from.</summary>
    public abstract ulong? Count { get; }

    /// <summary>A value.</summary>
    /// <param name="index">From 0, less than <see cref="Count"/>.</param>
    public abstract string At(ulong index);

    /// <summary>A value by a random number.</summary>
    /// <param name="share">From 0 to less than 1, each equally probable.</param>
    public abstract string Draw(double share);
}

/// <summary>Values one by one: <c>0.01,0.02</c>.</summary>
internal sealed record ValueList(IReadOnlyList<string> Items) : OptionValues
{
    /// <inheritdoc/>
    public override ulong? Count => (ulong)Items.Count;

    /// <inheritdoc/>
    public override string At(ulong index) => Items[(int)index];

    /// <inheritdoc/>
    public override string Draw(double share) => Items[(int)(share * Items.Count)];
}

/// <summary>Whole numbers: <c>1..5</c>; drawn with equal probability, or that of their logarithm: <c>log:16..256</c>.</summary>
internal sealed record WholeRange(ulong First, ulong Last, bool IsLogarithmic) : OptionValues
{
    /// <inheritdoc/>
    public override ulong? Count => IsLogarithmic ? null : Last - First == ulong.MaxValue ? ulong.MaxValue : Last - First + 1;

    /// <inheritdoc/>
    public override string At(ulong index) => (First + index).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Draw(double share)
    {
        double drawn = IsLogarithmic
            ? Math.Round(First * Math.Pow((double)Last / First, share))
            : First + Math.Floor(share * (Last - First + 1.0));
        return (drawn >= Last ? Last : Math.Max(First, (ulong)drawn)).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Real numbers: <c>0.8..0.99</c>, or <c>log:0.001..0.1</c>. Drawn to three digits: what is tried is what is written, and any processor's rounding is lost in it.</summary>
internal sealed record RealRange(double First, double Last, bool IsLogarithmic) : OptionValues
{
    /// <inheritdoc/>
    public override ulong? Count => null;

    /// <inheritdoc/>
    public override string At(ulong index) => throw new InvalidOperationException("Real numbers are not counted.");

    /// <inheritdoc/>
    public override string Draw(double share)
    {
        double drawn = IsLogarithmic ? First * Math.Pow(Last / First, share) : First + (share * (Last - First));
        double rounded = double.Parse(drawn.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(rounded, First, Last).ToString(CultureInfo.InvariantCulture);
    }
}
