using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>What came of the runs that differ in seed and fold alone.</summary>
/// <param name="Setting">What they have in common.</param>
/// <param name="Results">Those that there are.</param>
internal sealed record SettingResult(Setting Setting, IReadOnlyList<RunResult> Results)
{
    private IEnumerable<RunResult> Measured => Results.Where(result => result.HasValidation);

    /// <summary>Runs that diverged.</summary>
    public int Diverged => Results.Count(result => result.Status == RunStatus.Diverged);

    /// <summary>The epochs after which halving stopped it, or null.</summary>
    public int? StoppedAfter => Results.FirstOrDefault(result => result.Status == RunStatus.Stopped)?.Last?.Epoch;

    /// <summary>Runs that have a validation.</summary>
    public int Count => Measured.Count();

    /// <summary>Mean validation accuracy after the last epoch, 0 to 1; not a number without any.</summary>
    public double Accuracy => Mean(result => result.Last!.Validation!.Accuracy);

    /// <summary>Mean validation loss after the last epoch; not a number without any.</summary>
    public double Loss => Mean(result => result.Last!.Validation!.Loss);

    /// <summary>The accuracies' standard deviation over runs (with n − 1), or null of fewer than two.</summary>
    public double? Spread => Count < 2 ? null : Math.Sqrt(Measured.Sum(result => Math.Pow(result.Last!.Validation!.Accuracy - Accuracy, 2)) / (Count - 1));

    /// <summary>Mean training time.</summary>
    public TimeSpan TrainingTime => TimeSpan.FromSeconds(Results.Count == 0 ? 0 : Results.Average(result => result.TrainingTime.TotalSeconds));

    /// <summary>Its best run by validation, or null without any.</summary>
    public RunResult? Best => Measured
        .OrderByDescending(result => result.Last!.Validation!.Accuracy).ThenBy(result => result.Last!.Validation!.Loss).ThenBy(result => result.Run)
        .FirstOrDefault();

    private double Mean(Func<RunResult, double> value) => Count == 0 ? double.NaN : Measured.Average(value);
}

/// <summary>Which settings are better. Validation alone says so.</summary>
internal static class Ranking
{
    /// <summary>
    /// The settings that there are results of, the best first: those of which no run diverged before the others, those that were trained longer before
    /// those that halving stopped, then by mean accuracy and by mean loss of validation, then as planned.
    /// </summary>
    public static IReadOnlyList<SettingResult> Of(SweepPlan plan, IEnumerable<RunResult> results)
    {
        ILookup<int, RunResult> byRun = results.ToLookup(result => result.Run);
        return
        [
            .. plan.Settings.Select(setting => new SettingResult(setting, [.. setting.Runs.SelectMany(run => byRun[run.Number])]))
                .Where(setting => setting.Results.Count > 0)
                .OrderBy(setting => setting.Diverged > 0)
                .ThenByDescending(setting => setting.StoppedAfter ?? int.MaxValue)
                .ThenByDescending(setting => setting.Accuracy)
                .ThenBy(setting => setting.Loss)
                .ThenBy(setting => setting.Setting.Runs[0].Number),
        ];
    }
}
