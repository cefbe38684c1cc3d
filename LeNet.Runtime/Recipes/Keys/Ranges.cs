namespace LeNet.Runtime;

/// <summary>Limits that several keys share.</summary>
internal static class Ranges
{
    public static NumberRange NotNegative { get; } = new(0, double.MaxValue);

    public static NumberRange Positive { get; } = new(0, double.MaxValue, above: true);

    /// <summary>From 0 to less than 1: shares that must leave something.</summary>
    public static NumberRange Share { get; } = new(0, 1, below: true);

    /// <summary>From 0 to 1.</summary>
    public static NumberRange Unit { get; } = new(0, 1);

    /// <summary>Between 0 and 1.</summary>
    public static NumberRange Inner { get; } = new(0, 1, above: true, below: true);

    /// <summary>Greater than 0, at most 1.</summary>
    public static NumberRange Factor { get; } = new(0, 1, above: true);

    public static IntegerRange FromOne { get; } = new(1, int.MaxValue);

    public static IntegerRange FromZero { get; } = new(0, int.MaxValue);

    public static Truth Flag { get; } = new();

    public static OneOf<ValidationMetric> Metric { get; } = new(("loss", ValidationMetric.Loss), ("accuracy", ValidationMetric.Accuracy));
}
