using LeNet.Runtime;
using LeNet.Samples.Pictures;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using SkiaSharp;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>Validation accuracy by option, for each option that is varied.</summary>
public sealed class SweepPictureTests
{
    [Fact]
    public void Each_option_has_a_panel_with_its_values_in_order()
    {
        SweepChart chart = Chart(["lr", "network"], ("0.1", "B", 0.9), ("0.001", "A", 0.5), ("0.01", "B", 0.7), ("1e38", "A", null));

        Assert.Equal((3, 1), (chart.Runs, chart.Diverged));
        Assert.Equal([("lr", true, true), ("network", false, false)], chart.Panels.Select(panel => (panel.Name, panel.IsNumeric, panel.IsLogarithmic)));
        Assert.Equal(["0.001", "0.01", "0.1"], chart.Panels[0].Values.Select(value => value.Text));
        Assert.Equal([-3, -2, -1], chart.Panels[0].Values.Select(value => Math.Round(value.Place, 6)));
        Assert.Equal([("B", 0), ("A", 1)], chart.Panels[1].Values);
        Assert.Equal([(0, 0.9), (1, 0.5), (0, 0.7)], chart.Panels[1].Runs);
    }

    [Theory]
    [InlineData("1", "2", false)]
    [InlineData("0", "100", false)]
    [InlineData("0.001", "0.1", true)]
    public void Numbers_of_a_wide_span_are_shown_by_their_logarithm(string low, string high, bool expected) =>
        Assert.Equal(expected, Chart(["lr", "x"], (low, "", 0.5), (high, "", 0.6)).Panels[0].IsLogarithmic);

    [Fact]
    public void The_line_of_means_goes_where_accuracy_goes()
    {
        SweepChart chart = Chart(["lr", "x"], ("1", "a", 0.5), ("2", "a", 0.7), ("3", "b", 0.9));
        var picture = new DecodedPicture(SweepPicture.Draw(chart));

        Assert.False(picture.TouchesBorder);
        int left = Enumerable.Range(0, 320).First(x => Column(picture, x).Any());
        int right = Enumerable.Range(320, 280).Last(x => Column(picture, x).Any());
        Assert.True(Column(picture, left).Min() > Column(picture, right).Max(), "accuracy rises to the right");
    }

    private static IEnumerable<int> Column(DecodedPicture picture, int x) => Enumerable.Range(0, picture.Height).Where(y => picture[x, y] == Palette.Vermilion);

    private static SweepChart Chart(string[] names, params (string First, string Second, double? Accuracy)[] runs)
    {
        var plan = new SweepPlan(names, [.. runs.Select((run, i) => new PlannedRun(i + 1, [run.First, run.Second], []))], default, null);
        return new SweepChart(plan, [.. runs.Select((run, i) => new RunResult(
            i + 1,
            run.Accuracy is null ? RunStatus.Diverged : RunStatus.Done,
            run.Accuracy is { } accuracy ? new EpochReport(1, 1, 1, 1, null, TimeSpan.Zero) { Validation = new Evaluation(1, 10, (int)Math.Round(10 * accuracy), new int[0, 0]) } : null,
            TimeSpan.Zero,
            null,
            null))]);
    }
}
