using System.Globalization;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Shows which number has which colour.</summary>
internal static class ScaleBar
{
    private const int Thickness = 14;

    /// <summary>Draws it with its numbers below.</summary>
    /// <param name="sheet">The page.</param>
    /// <param name="x">Its left end.</param>
    /// <param name="y">Its top.</param>
    /// <param name="width">Its length.</param>
    /// <param name="limit">The number at its right end; its negative is at the left.</param>
    public static void Draw(Sheet sheet, float x, float y, int width, float limit)
    {
        for (int i = 0; i < width; i++)
        {
            sheet.Fill(SKRect.Create(x + i, y, 1, Thickness), Palette.Diverging((2.0 * i / (width - 1)) - 1));
        }

        sheet.Frame(SKRect.Create(x, y, width, Thickness), Palette.Rule);
        string end = limit.ToString("G3", CultureInfo.InvariantCulture);
        float baseline = y + Thickness + 20;
        sheet.Text("−" + end, x, baseline, TextStyle.Note);
        sheet.Text("0", x + (width / 2f), baseline, TextStyle.Note, SKTextAlign.Center);
        sheet.Text(end, x + width, baseline, TextStyle.Note, SKTextAlign.Right);
    }
}
