using LeNet.Runtime;
using LeNet.Samples.Data.Description;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Training images of each class, a row each.</summary>
internal static class DatasetPicture
{
    private const int Tile = 64;
    private const int Gap = 10;
    private const int Step = Tile + Gap;

    /// <summary>Images of a class, the first ones.</summary>
    private const int Columns = 12;

    /// <summary>Classes, the first ones: a sheet of more cannot be looked at.</summary>
    private const int MostClasses = 100;

    /// <summary>Room for a class's name.</summary>
    private const int NameWidth = 150;

    /// <summary>Draws it.</summary>
    public static byte[] Draw(DatasetFacts facts, Dataset training)
    {
        int[][] rows = [.. Enumerable.Range(0, Math.Min(facts.Classes, MostClasses)).Select(label => FirstOf(training, (byte)label))];
        using var sheet = new Sheet((2 * Sheet.Margin) + NameWidth + (Columns * Step) - Gap, Sheet.Top + (rows.Length * Step) - Gap + Sheet.Margin);
        sheet.Titles(facts.Title, $"{Format.Count(facts.Training.Count)} images to train, {Format.Count(facts.Test.Count)} to test, {string.Join('×', facts.Shape)}");
        for (int label = 0; label < rows.Length; label++)
        {
            int y = Sheet.Top + (label * Step);
            string name = label < facts.ClassNames.Count ? facts.ClassNames[label] : FormattableString.Invariant($"{label}");
            sheet.Text(name, Sheet.Margin, y + (Tile / 2) + 6, TextStyle.Heading, maxWidth: NameWidth - Gap);
            for (int column = 0; column < rows[label].Length; column++)
            {
                SKSize size = RawImage.Fit(training.Height, training.Width, Tile);
                using SKBitmap bitmap = RawImage.ToBitmap(training.Image(rows[label][column]), training.Channels, training.Height, training.Width);
                int x = Sheet.Margin + NameWidth + (column * Step);
                var place = SKRect.Create(x + ((Tile - size.Width) / 2), y + ((Tile - size.Height) / 2), size.Width, size.Height);
                sheet.Pixels(bitmap, place);
                sheet.Frame(place, Palette.Rule);
            }
        }

        return sheet.ToPng();
    }

    private static int[] FirstOf(Dataset data, byte label)
    {
        List<int> found = [];
        for (int i = 0; i < data.Count && found.Count < Columns; i++)
        {
            if (data.Labels[i] == label)
            {
                found.Add(i);
            }
        }

        return [.. found];
    }
}
