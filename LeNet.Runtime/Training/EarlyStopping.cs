namespace LeNet.Runtime;

/// <summary>Ends a training that has stopped becoming better.</summary>
/// <param name="Patience">Epochs without a better value that are borne, at least 1.</param>
public sealed record EarlyStopping(int Patience)
{
    /// <summary>Which value.</summary>
    public ValidationMetric Metric { get; init; }
}
