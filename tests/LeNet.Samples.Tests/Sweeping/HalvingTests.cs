using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Tests.Sweeping;

/// <summary>Who goes on, and who is the best.</summary>
public sealed class HalvingTests
{
    [Theory]
    [InlineData(27, 10, 3, "1 3")]
    [InlineData(27, 27, 3, "1 3 9")]
    [InlineData(8, 27, 3, "9")]
    [InlineData(100, 10, 2, "1 2 5")]
    [InlineData(2, 10, 3, "")]
    [InlineData(50, 1, 3, "")]
    public void Settings_are_compared_after_parts_of_the_epochs(int settings, int epochs, int factor, string expected) =>
        Assert.Equal(expected, string.Join(' ', Halving.Milestones(settings, epochs, factor)));

    [Fact]
    public void The_best_by_mean_accuracy_go_on_then_by_loss_then_the_first()
    {
        SweepPlan plan = Plan(settings: 5, seeds: 2);
        Evaluation?[] validation =
        [
            Of(90, 1), Of(70, 1), // 80
            Of(85, 1), null, // diverged
            Of(79, 0.5), Of(81, 0.5), // 80, with less loss
            Of(60, 1), Of(60, 1),
            Of(80, 0.5), Of(80, 0.5), // the same as the third
        ];

        IReadOnlyList<Setting> going = Halving.Choose(plan.Settings, run => validation[run.Number - 1], factor: 3);

        Assert.Equal(["2", "4"], going.Select(setting => setting.Values[0]));
    }

    [Fact]
    public void Settings_rank_by_mean_validation_those_that_diverged_or_were_stopped_last()
    {
        SweepPlan plan = Plan(settings: 5, seeds: 2);
        RunResult[] results =
        [
            Result(1, Of(90, 1)), Result(2, Of(91, 1)),
            Result(3, Of(99, 1)), Result(4, Of(99, 1), RunStatus.Diverged),
            Result(5, Of(95, 1), RunStatus.Stopped, epochs: 1), Result(6, Of(95, 1), RunStatus.Stopped, epochs: 1),
            Result(7, Of(88, 1)), Result(8, Of(94, 1)),
        ];

        IReadOnlyList<SettingResult> ranking = Ranking.Of(plan, results);

        Assert.Equal(["3", "0", "2", "1"], ranking.Select(setting => setting.Setting.Values[0]));
        Assert.Equal(0.91, ranking[0].Accuracy, 1e-12);
        Assert.Equal(8, ranking[0].Best!.Run);
        Assert.Equal(Math.Sqrt(0.0018), ranking[0].Spread!.Value, 1e-12);
        Assert.Equal((1, 1, null), (ranking[3].Diverged, ranking[3].Count, ranking[3].Spread));
    }

    private static SweepPlan Plan(int settings, int seeds) => new(
        ["lr", "seed"],
        [.. Enumerable.Range(0, settings * seeds).Select(i => new PlannedRun(i + 1, [$"{i / seeds}", $"{i % seeds}"], []))],
        default,
        null);

    private static Evaluation Of(int correct, double loss) => new(loss, 100, correct, new int[0, 0]);

    private static RunResult Result(int run, Evaluation validation, RunStatus status = RunStatus.Done, int epochs = 3) =>
        new(run, status, new EpochReport(epochs, 9, 1, 0.5, null, TimeSpan.Zero) { Validation = validation }, TimeSpan.FromSeconds(1), "", null);
}
