using LeNet.Runtime;
using LeNet.Samples.Reporting;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>The confusion matrix: what is right in blue, what is wrong in orange, with recall and precision at its borders.</summary>
internal static class ConfusionPicture
{
    private const int PreferredCell = 74;
    private const int PreferredSide = 1300;
    private const int SmallestCellWithText = 30;
    private const int SmallestCellWithTick = 18;
    private const float LargestText = 18;
    private const int MostClasses = 1000;
    private const string Precision = "Precision";
    private const int Left = 100;
    private const int Right = 130;
    private const int Above = 70;
    private const int Below = 80;

    /// <summary>Draws it, or gives null if there are more classes than a picture can show.</summary>
    public static byte[]? Draw(string title, Evaluation evaluation)
    {
        int classes = evaluation.Confusion.GetLength(0);
        if (classes > MostClasses)
        {
            return null;
        }

        int cell = Math.Clamp(PreferredSide / classes, 2, PreferredCell);
        int side = cell * classes;
        int width = Math.Max(side + Left + Right, 700);
        using var sheet = new Sheet(width + Sheet.Margin, Sheet.Top + Above + side + Below);
        sheet.Titles(title, $"{Format.Count(evaluation.Correct)} of {Format.Count(evaluation.Count)} correct ({Format.Percent(evaluation.Accuracy)}); counts per true and predicted class");
        float left = (sheet.Width - side - Left - Right) / 2f;
        sheet.Draw(CreatePlot(evaluation.Confusion, classes, cell), left, Sheet.Top - 10, side + Left + Right, Above + side + Below);
        // The plot would put it far from its numbers, at the subtitle.
        sheet.Text(Precision, left + Left + (side / 2f), Sheet.Top - 10 + Above - 32, TextStyle.Subtitle, SKTextAlign.Center);
        return sheet.ToPng();
    }

    private static Plot CreatePlot(int[,] confusion, int classes, int cell)
    {
        Plot plot = PlotStyle.Create();
        var colors = new CellColors(confusion);
        Heatmap map = plot.Add.Heatmap(colors.Intensities);
        map.Colormap = colors;
        map.ManualRange = new ScottPlot.Range(0, 1);
        plot.HideGrid();
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.Range.Set(-0.5, classes - 0.5);
        }

        plot.Layout.Fixed(new PixelPadding(Left, Right, Below, Above));
        SetAxis(plot.Axes.Left, "True class", classes, cell, row => Format.Count(classes - 1 - row));
        SetAxis(plot.Axes.Bottom, "Predicted class", classes, cell, column => Format.Count(column));
        SetAxis(plot.Axes.Right, "Recall", classes, cell, row => Share(confusion, classes, classes - 1 - row, byRow: true));
        SetAxis(plot.Axes.Top, Precision, classes, cell, column => Share(confusion, classes, column, byRow: false));
        if (cell >= SmallestCellWithText)
        {
            AddRules(plot, classes);
            AddCounts(plot, confusion, classes, cell, colors);
        }

        return plot;
    }

    private static void SetAxis(IAxis axis, string name, int classes, int cell, Func<int, string> label)
    {
        var ticks = new NumericManual();
        bool isWide = name == Precision;
        int step = Math.Max(1, (int)Math.Ceiling((isWide ? 62.0 : SmallestCellWithTick) / cell));
        for (int i = 0; i < classes; i += step)
        {
            ticks.AddMajor(i, label(i));
        }

        axis.TickGenerator = ticks;
        axis.Label.Text = name;
        axis.Label.IsVisible = name != Precision;
        axis.MajorTickStyle.Length = 0;
        axis.FrameLineStyle.Width = 0;
    }

    private static void AddRules(Plot plot, int classes)
    {
        for (int i = 0; i < classes - 1; i++)
        {
            plot.Add.VerticalLine(i + 0.5, 2, Colors.White);
            plot.Add.HorizontalLine(i + 0.5, 2, Colors.White);
        }
    }

    private static void AddCounts(Plot plot, int[,] confusion, int classes, int cell, CellColors colors)
    {
        int longest = Format.Count(confusion.Cast<int>().Max()).Length;
        float size = Math.Min(LargestText, cell * 1.25f / Math.Max(2, longest));
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                int count = confusion[actual, predicted];
                if (count == 0 && actual != predicted)
                {
                    continue;
                }

                ScottPlot.Plottables.Text text = plot.Add.Text(Format.Count(count), predicted, classes - 1 - actual);
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontSize = size;
                text.LabelFontColor = PlotStyle.Of(Palette.InkOn(colors.Of(actual, predicted)));
                text.LabelBold = actual == predicted;
            }
        }
    }

    private static string Share(int[,] confusion, int classes, int index, bool byRow)
    {
        long total = 0;
        for (int i = 0; i < classes; i++)
        {
            total += byRow ? confusion[index, i] : confusion[i, index];
        }

        return total == 0 ? "–" : Format.Percent((double)confusion[index, index] / total);
    }

    /// <summary>
    /// The cells' colours. A heat map has one scale: its lower half holds errors, by the root of their number as few are many,
    /// and its upper half holds what is right, by its share of the class.
    /// </summary>
    private sealed class CellColors : IColormap
    {
        private const double Half = 0.5;
        private const double LeastRight = 0.502;

        public CellColors(int[,] confusion)
        {
            int classes = confusion.GetLength(0);
            Intensities = new double[classes, classes];
            int most = 1;
            for (int i = 0; i < classes * classes; i++)
            {
                most = i / classes == i % classes ? most : Math.Max(most, confusion[i / classes, i % classes]);
            }

            for (int actual = 0; actual < classes; actual++)
            {
                long total = 0;
                for (int predicted = 0; predicted < classes; predicted++)
                {
                    total += confusion[actual, predicted];
                    Intensities[actual, predicted] = 0.49 * Math.Sqrt((double)confusion[actual, predicted] / most);
                }

                double recall = total == 0 ? 0 : (double)confusion[actual, actual] / total;
                Intensities[actual, actual] = LeastRight + ((1 - LeastRight) * recall);
            }
        }

        public string Name => "right and wrong";

        public double[,] Intensities { get; }

        public Color GetColor(double position) => PlotStyle.Of(Scale(position));

        public SKColor Of(int actual, int predicted) => Scale(Intensities[actual, predicted]);

        private static SKColor Scale(double position) => position < Half
            ? Palette.ScaleOfOrange(0.85 * position / 0.49)
            : Palette.ScaleOfBlue(0.15 + (0.75 * (position - LeastRight) / (1 - LeastRight)));
    }
}
