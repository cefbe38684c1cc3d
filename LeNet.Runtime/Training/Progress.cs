namespace LeNet.Runtime;

/// <summary>What validation has shown so far.</summary>
/// <param name="BestEpoch">The best epoch, or 0 before the first.</param>
/// <param name="Best">Its value.</param>
/// <param name="Waited">Epochs since.</param>
/// <param name="PlateauBest">The value that a plateau is measured by.</param>
/// <param name="PlateauWaited">Epochs without a better one that count.</param>
/// <param name="Cooling">Epochs that do not count yet.</param>
/// <param name="RateScale">What plateaus have multiplied the learning rate with.</param>
internal readonly record struct Progress(
    int BestEpoch, double Best, int Waited, double PlateauBest, int PlateauWaited, int Cooling, double RateScale)
{
    /// <summary>Before the first epoch.</summary>
    public static Progress None { get; } = new(0, double.PositiveInfinity, 0, double.PositiveInfinity, 0, 0, 1);

    /// <summary>Whether training has waited long enough for a better epoch.</summary>
    public bool IsExhausted(TrainingOptions options) => options.EarlyStopping is { } stopping && Waited >= stopping.Patience;

    /// <summary>After an epoch.</summary>
    public Progress After(int epoch, Evaluation validation, TrainingOptions options)
    {
        double value = Measure(validation, options.EarlyStopping?.Metric ?? ValidationMetric.Loss);
        Progress next = value < Best ? this with { BestEpoch = epoch, Best = value, Waited = 0 } : this with { Waited = Waited + 1 };
        return options.Schedule is PlateauSchedule plateau ? next.After(Measure(validation, plateau.Metric), plateau) : next;
    }

    /// <summary><c>torch.optim.lr_scheduler.ReduceLROnPlateau.step</c>.</summary>
    private Progress After(double value, PlateauSchedule plateau)
    {
        bool isBetter = double.IsInfinity(PlateauBest) || value < PlateauBest - (plateau.Threshold * Math.Abs(PlateauBest));
        Progress next = isBetter ? this with { PlateauBest = value, PlateauWaited = 0 } : this with { PlateauWaited = PlateauWaited + 1 };
        if (next.Cooling > 0)
        {
            next = next with { Cooling = next.Cooling - 1, PlateauWaited = 0 };
        }

        return next.PlateauWaited > plateau.Patience
            ? next with { RateScale = RateScale * plateau.Factor, Cooling = plateau.Cooldown, PlateauWaited = 0 }
            : next;
    }

    /// <summary>The metric as a value of which less is better.</summary>
    private static double Measure(Evaluation validation, ValidationMetric metric) => metric == ValidationMetric.Loss ? validation.Loss : -validation.Accuracy;
}
