using ScottPlot;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Plots in the style of all pictures.</summary>
internal static class PlotStyle
{
    private const float AxisTitleSize = 19;
    private const float TickSize = 16;

    /// <summary>An empty plot with the program's own font.</summary>
    public static Plot Create()
    {
        OwnFont.Use();
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Font.Set(Typefaces.Family);
        plot.Axes.Color(Of(Palette.Muted));
        plot.Grid.MajorLineColor = Of(Palette.Rule);
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.ForeColor = Of(Palette.Ink);
            axis.Label.FontSize = AxisTitleSize;
            axis.Label.ForeColor = Of(Palette.Muted);
            axis.Label.Bold = false;
        }

        return plot;
    }

    /// <summary>A colour as ScottPlot has it.</summary>
    public static Color Of(SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);

    /// <summary>Draws a plot into a part of a page.</summary>
    public static void Draw(this Sheet sheet, Plot plot, float left, float top, float width, float height)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)width, (int)height, SKColorType.Rgba8888, SKAlphaType.Premul));
        plot.Render(surface.Canvas, (int)width, (int)height);
        using SKImage image = surface.Snapshot();
        sheet.Canvas.DrawImage(image, left, top);
    }

    /// <summary>Has ScottPlot use the fonts that the program brings along.</summary>
    private sealed class OwnFont : IFontResolver
    {
        private static readonly Lock Gate = new();
        private static bool _inUse;

        public static void Use()
        {
            lock (Gate)
            {
                if (!_inUse)
                {
                    ScottPlot.Fonts.FontResolvers.Insert(0, new OwnFont());
                    ScottPlot.Fonts.Default = Typefaces.Family;
                    _inUse = true;
                }
            }
        }

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            Typefaces.Create(weight >= FontWeight.SemiBold);

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Typefaces.Create(bold);
    }
}
