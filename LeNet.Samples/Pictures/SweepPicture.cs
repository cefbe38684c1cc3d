using System.Globalization;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Results;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LeNet.Samples.Pictures;

/// <summary>Validation accuracy over each option that a sweep varies: a point for every run, and a line through the means.</summary>
internal static class SweepPicture
{
    private const int PanelWidth = 560;
    private const int PanelHeight = 420;
    private const int MostColumns = 3;
    private const int MostTicks = 7;
    private const int LongestTick = 14;

    /// <summary>Draws it.</summary>
    public static byte[] Draw(SweepChart chart)
    {
        int columns = Math.Min(MostColumns, chart.Panels.Count);
        int rows = (chart.Panels.Count + columns - 1) / columns;
        using var sheet = new Sheet((columns * PanelWidth) + (2 * Sheet.Margin), Sheet.Top + (rows * PanelHeight) + Sheet.Margin);
        string stopped = chart.Stopped > 0 ? $"; {Format.Count(chart.Stopped)} of them stopped early" : "";
        string left = chart.Diverged > 0 ? $"; {Format.Count(chart.Diverged, "run")} that diverged left out" : "";
        sheet.Titles("Validation accuracy by option", $"{Format.Count(chart.Runs, "run")}, a point each; the line joins means{stopped}{left}");
        (double low, double high) = Limits([.. chart.Panels[0].Runs.Select(run => 100 * run.Accuracy)]);
        for (int i = 0; i < chart.Panels.Count; i++)
        {
            sheet.Draw(
                Panel(chart.Panels[i], low, high),
                Sheet.Margin + (i % columns * PanelWidth), Sheet.Top + (i / columns * PanelHeight), PanelWidth - 10, PanelHeight - 10);
        }

        return sheet.ToPng();
    }

    private static Plot Panel(ChartPanel panel, double low, double high)
    {
        Plot plot = PlotStyle.Create();
        Scatter points = plot.Add.ScatterPoints(panel.Runs.Select(run => new Coordinates(run.Place, 100 * run.Accuracy)).ToArray());
        points.Color = PlotStyle.Of(Palette.Blue).WithAlpha(0.6);
        points.MarkerSize = 9;
        points.MarkerShape = MarkerShape.FilledCircle;
        Coordinates[] means = [.. panel.Values.Select(value => new Coordinates(value.Place, 100 * panel.Runs.Where(run => run.Place == value.Place).Average(run => run.Accuracy)))];
        Scatter line = plot.Add.Scatter(means);
        line.Color = PlotStyle.Of(Palette.Vermilion);
        line.LineWidth = panel.IsNumeric ? 2 : 0;
        line.MarkerShape = MarkerShape.FilledSquare;
        line.MarkerSize = 8;
        plot.XLabel(panel.Name);
        plot.YLabel("Validation accuracy");
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.Bottom.TickGenerator = Ticks(panel);
        double space = Math.Max(panel.IsNumeric ? 1e-9 : 0.4, 0.08 * (panel.Values[^1].Place - panel.Values[0].Place));
        plot.Axes.SetLimitsX(panel.Values[0].Place - space, panel.Values[^1].Place + space);
        plot.Axes.SetLimitsY(low, high);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = value => value.ToString("G4", CultureInfo.InvariantCulture) + "%" };
        return plot;
    }

    /// <summary>A tick at each value; of many numbers at some.</summary>
    private static NumericManual Ticks(ChartPanel panel)
    {
        var ticks = new NumericManual();
        int step = panel.IsNumeric ? (panel.Values.Count + MostTicks - 1) / MostTicks : 1;
        for (int i = 0; i < panel.Values.Count; i += step)
        {
            (string text, double place) = panel.Values[i];
            ticks.AddMajor(place, text.Length <= LongestTick ? text : text[..(LongestTick - 1)] + "…");
        }

        return ticks;
    }

    private static (double Low, double High) Limits(double[] accuracies)
    {
        (double low, double high) = (accuracies.Min(), accuracies.Max());
        double space = Math.Max(0.08 * (high - low), 0.05);
        return (Math.Max(0, low - space), Math.Min(high + space, 100 + (0.35 * space)));
    }
}
