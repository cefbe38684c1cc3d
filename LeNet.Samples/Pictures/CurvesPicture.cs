using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>
/// Loss and accuracy after each epoch, on the training and the test set, and on the images kept for validation if there are any;
/// where the learning rate moves, the rate of each epoch's last update beside them.
/// </summary>
internal static class CurvesPicture
{
    private const int Width = 1500;
    private const int Height = 660;
    private const int MostTicks = 12;
    private const int MostMarkers = 40;
    private const int LegendLine = 88;
    private const int LegendSample = 39;

    /// <summary>Draws it, or gives null if there was no epoch.</summary>
    public static byte[]? Draw(string title, IReadOnlyList<EpochReport> epochs)
    {
        if (epochs.Count == 0)
        {
            return null;
        }

        using var sheet = new Sheet(Width, Height);
        EpochReport last = epochs[^1];
        string outcome = last.Test is { } test ? $"Test accuracy {Format.Percent(test.Accuracy)}, loss {Format.Loss(test.Loss)}" : $"Training loss {Format.Loss(last.TrainLoss)}";
        string best = last.BestEpoch is { } number ? $"; best validation in epoch {number}" : "";
        sheet.Titles(title, $"{outcome} after {Format.Count(last.Epoch, "epoch")}{best}");
        DrawLegend(sheet, hasValidation: last.Validation is not null);
        Plot[] panels = [.. Panels(epochs)];
        float width = (Width - (2f * Sheet.Margin)) / panels.Length;
        for (int panel = 0; panel < panels.Length; panel++)
        {
            sheet.Draw(panels[panel], Sheet.Margin - 10 + (panel * (width + (20f / (panels.Length - 1)))), Sheet.Top, width, Height - Sheet.Top - 20);
        }

        return sheet.ToPng();
    }

    private static IEnumerable<Plot> Panels(IReadOnlyList<EpochReport> epochs)
    {
        yield return OutcomePanel("Loss", epochs, epoch => epoch.TrainLoss, epoch => epoch.Validation?.Loss, epoch => epoch.Test?.Loss, ceiling: null, Number);
        yield return OutcomePanel("Accuracy", epochs, epoch => 100 * epoch.TrainAccuracy, epoch => 100 * epoch.Validation?.Accuracy, epoch => 100 * epoch.Test?.Accuracy, ceiling: 100, value => Number(value) + "%");
        if (epochs.Any(epoch => epoch.LearningRate != epochs[0].LearningRate))
        {
            yield return RatePanel(epochs);
        }
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static Plot RatePanel(IReadOnlyList<EpochReport> epochs)
    {
        Plot plot = PlotStyle.Create();
        Coordinates[] rates = Points(epochs, epoch => epoch.LearningRate);
        AddCurve(plot, rates, Palette.Purple, MarkerShape.None, LinePattern.Solid);
        SetAxes(plot, "Learning rate", epochs, [.. rates.Select(point => point.Y)], ceiling: null, Number);
        return plot;
    }

    private static Plot OutcomePanel(
        string name,
        IReadOnlyList<EpochReport> epochs,
        Func<EpochReport, double?> training,
        Func<EpochReport, double?> validation,
        Func<EpochReport, double?> test,
        double? ceiling,
        Func<double, string> format)
    {
        Plot plot = PlotStyle.Create();
        Coordinates[] trained = Points(epochs, training);
        Coordinates[] validated = Points(epochs, validation);
        Coordinates[] tested = Points(epochs, test);
        AddCurve(plot, trained, Palette.Blue, MarkerShape.FilledCircle, LinePattern.Dashed);
        AddCurve(plot, validated, Palette.Green, MarkerShape.FilledDiamond, LinePattern.Dotted);
        AddCurve(plot, tested, Palette.Vermilion, MarkerShape.FilledSquare, LinePattern.Solid);
        SetAxes(plot, name, epochs, [.. trained.Concat(validated).Concat(tested).Select(point => point.Y)], ceiling, format);
        return plot;
    }

    private static void SetAxes(Plot plot, string name, IReadOnlyList<EpochReport> epochs, double[] values, double? ceiling, Func<double, string> format)
    {
        plot.XLabel("Epoch");
        plot.YLabel(name);
        plot.HideAxesFrame();
        SetEpochAxis(plot, epochs[0].Epoch, epochs[^1].Epoch);
        SetValueAxis(plot, values, ceiling, format);
    }

    /// <summary>One legend for both panels, above them, where no curve can run into it.</summary>
    private static void DrawLegend(Sheet sheet, bool hasValidation)
    {
        TextStyle style = TextStyle.Subtitle with { Size = 17, Color = Palette.Ink };
        float right = Width - Sheet.Margin;
        (string Name, SKColor Color, float[]? Dashes)[] curves =
        [
            (hasValidation ? "test" : "test, after the epoch", Palette.Vermilion, null),
            .. hasValidation ? [("validation", Palette.Green, [3, 6])] : ((string, SKColor, float[]?)[])[],
            ("training, while it learned", Palette.Blue, [9, 6]),
        ];
        foreach ((string name, SKColor color, float[]? dashes) in curves)
        {
            float left = right - Sheet.Measure(name, style);
            sheet.Text(name, left, LegendLine, style);
            left -= LegendSample + 10;
            using SKPathEffect? effect = dashes is null ? null : SKPathEffect.CreateDash(dashes, 0);
            using var paint = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = 3, PathEffect = effect };
            float middle = LegendLine - 6;
            sheet.Canvas.DrawLine(left, middle, left + LegendSample, middle, paint);
            paint.PathEffect = null;
            DrawMarker(sheet, color, left + (LegendSample / 2f), middle, paint);
            right = left - 36;
        }
    }

    /// <summary>The markers of the curves: circle, diamond, square.</summary>
    private static void DrawMarker(Sheet sheet, SKColor color, float x, float y, SKPaint paint)
    {
        if (color == Palette.Blue)
        {
            sheet.Canvas.DrawCircle(x, y, 5, paint);
        }
        else if (color == Palette.Green)
        {
            using var path = new SKPath();
            path.AddPoly([new SKPoint(x, y - 7), new SKPoint(x + 7, y), new SKPoint(x, y + 7), new SKPoint(x - 7, y)]);
            sheet.Canvas.DrawPath(path, paint);
        }
        else
        {
            sheet.Fill(SKRect.Create(x - 5, y - 5, 10, 10), color);
        }
    }

    private static void HideAxesFrame(this Plot plot)
    {
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
    }

    private static Coordinates[] Points(IReadOnlyList<EpochReport> epochs, Func<EpochReport, double?> value) =>
        [.. epochs.Where(epoch => double.IsFinite(value(epoch) ?? double.NaN)).Select(epoch => new Coordinates(epoch.Epoch, value(epoch)!.Value))];

    private static void AddCurve(Plot plot, Coordinates[] points, SKColor color, MarkerShape shape, LinePattern pattern)
    {
        if (points.Length == 0)
        {
            return;
        }

        Scatter curve = plot.Add.Scatter(points);
        curve.Color = PlotStyle.Of(color);
        curve.LineWidth = 3;
        curve.LinePattern = pattern;
        curve.MarkerShape = shape;
        curve.MarkerSize = points.Length <= MostMarkers ? 10 : 0;
    }

    private static void SetEpochAxis(Plot plot, int first, int last)
    {
        int step = NiceStep(last - first + 1);
        var ticks = new NumericManual();
        for (int epoch = first; epoch <= last; epoch++)
        {
            if (epoch % step == 0 || (step == 1 && last - first < MostTicks) || (epoch == first && step > 1 && first == 1))
            {
                ticks.AddMajor(epoch, Format.Count(epoch));
            }
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        double space = Math.Max(0.3, 0.03 * (last - first));
        plot.Axes.SetLimitsX(first - space, last + space);
    }

    /// <summary>1, 2, 5, 10 … such that few enough ticks come of it.</summary>
    private static int NiceStep(int count)
    {
        for (int power = 1; ; power *= 10)
        {
            foreach (int step in (int[])[power, 2 * power, 5 * power])
            {
                if (count <= step * MostTicks)
                {
                    return step;
                }
            }
        }
    }

    private static void SetValueAxis(Plot plot, double[] values, double? ceiling, Func<double, string> format)
    {
        (double low, double high) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
        // Room for a whole marker above the highest value and below the lowest.
        double space = ceiling is null ? (high > 0 ? 0.06 * high : 1) : Math.Max(0.06 * (high - low), 0.002 * Math.Max(1, high));
        plot.Axes.SetLimitsY(
            ceiling is null ? 0 : Math.Max(0, low - space),
            ceiling is { } most ? Math.Min(high + space, most + (0.35 * space)) : high + space);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = format };
    }
}
