using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>The most confident errors, each with its true and its predicted class.</summary>
internal static class MistakesPicture
{
    /// <summary>Most errors that are shown.</summary>
    public const int Most = Columns * Rows;

    private const int Columns = 8;
    private const int Rows = 4;
    private const int Tile = 140;
    private const int Gap = 32;
    private const int CaptionHeight = 64;

    /// <summary>Draws it.</summary>
    /// <param name="title">What was tested on what.</param>
    /// <param name="test">The images.</param>
    /// <param name="evaluation">The outcome of the test.</param>
    /// <param name="mistakes">What to show, at most <see cref="Most"/>.</param>
    public static byte[] Draw(string title, Dataset test, Evaluation evaluation, IReadOnlyList<Mistake> mistakes)
    {
        int rows = (mistakes.Count + Columns - 1) / Columns;
        int width = (2 * Sheet.Margin) + (Columns * Tile) + ((Columns - 1) * Gap);
        using var sheet = new Sheet(width, Sheet.Top + Math.Max(1, rows * (Tile + CaptionHeight + 10)) + 20);
        int errors = evaluation.Count - evaluation.Correct;
        sheet.Titles(title, mistakes.Count == 0
            ? $"No mistake among {Format.Count(evaluation.Count, "image")}"
            : $"{Format.Count(errors, "mistake")} among {Format.Count(evaluation.Count, "image")}; {(mistakes.Count < errors ? $"the {mistakes.Count} that the network was surest of" : "the surest first")}");
        for (int i = 0; i < mistakes.Count; i++)
        {
            float x = Sheet.Margin + (i % Columns * (Tile + Gap));
            float y = Sheet.Top + (i / Columns * (Tile + CaptionHeight + 10));
            DrawOne(sheet, x, y, test, mistakes[i]);
        }

        return sheet.ToPng();
    }

    private static void DrawOne(Sheet sheet, float x, float y, Dataset test, Mistake mistake)
    {
        using SKBitmap bitmap = RawImage.ToBitmap(test.Image(mistake.Index), test.Channels, test.Height, test.Width);
        SKSize size = RawImage.Fit(test.Height, test.Width, Tile);
        var place = SKRect.Create(x + ((Tile - size.Width) / 2), y + ((Tile - size.Height) / 2), size.Width, size.Height);
        sheet.Pixels(bitmap, place);
        sheet.Frame(place, Palette.Rule);
        sheet.Text($"true {Number(mistake.Actual)}", x, y + Tile + 24, new TextStyle(18, Palette.Blue, IsBold: true), maxWidth: Tile);
        var predicted = new TextStyle(18, Palette.Vermilion, IsBold: true);
        string text = $"read as {Number(mistake.Predicted)}";
        sheet.Text(text, x, y + Tile + 48, predicted, maxWidth: Tile);
        sheet.Text(Format.Percent(mistake.Probability), x + Tile, y + Tile + 24, TextStyle.Note, SKTextAlign.Right);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
