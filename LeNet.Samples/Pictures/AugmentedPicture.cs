using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Training images, a row each: as they are, then as each epoch of a training sees them.</summary>
internal static class AugmentedPicture
{
    private const int Tile = 84;
    private const int Gap = 12;
    private const int Step = Tile + Gap;
    private const int HeadingHeight = 34;

    /// <summary>Between the originals and the rest.</summary>
    private const int Space = 24;

    /// <summary>Draws it.</summary>
    public static byte[] Draw(AugmentedImages images)
    {
        int right = (2 * Sheet.Margin) + Step + Space + (images.Epochs * Step) - Gap;
        using var sheet = new Sheet(right, Sheet.Top + HeadingHeight + (images.Samples.Length * Step) - Gap + Sheet.Margin);
        sheet.Titles(
            string.Create(CultureInfo.InvariantCulture, $"{images.Title} as training sees it"),
            string.Create(CultureInfo.InvariantCulture, $"Seed {images.Seed}; {AugmentationText.Describe(images.Augmentation)}"));
        for (int epoch = 0; epoch <= images.Epochs; epoch++)
        {
            int x = Sheet.Margin + (epoch * Step) + (epoch > 0 ? Space : 0);
            string heading = epoch == 0 ? "original" : string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}");
            sheet.Text(heading, x, Sheet.Top + HeadingHeight - 12, epoch == 0 ? TextStyle.Heading : TextStyle.Note, maxWidth: Tile);
            Augmentation augmentation = epoch == 0 ? new Augmentation() : images.Augmentation;
            DrawColumn(sheet, x, augmentation.Apply(images.Training, images.Samples, images.Seed, epoch));
        }

        return sheet.ToPng();
    }

    private static void DrawColumn(Sheet sheet, int x, Dataset column)
    {
        SKSize size = RawImage.Fit(column.Height, column.Width, Tile);
        for (int i = 0; i < column.Count; i++)
        {
            using SKBitmap bitmap = RawImage.ToBitmap(column.Image(i), column.Channels, column.Height, column.Width);
            int y = Sheet.Top + HeadingHeight + (i * Step);
            var place = SKRect.Create(x + ((Tile - size.Width) / 2), y + ((Tile - size.Height) / 2), size.Width, size.Height);
            sheet.Pixels(bitmap, place);
            sheet.Frame(place, Palette.Rule);
        }
    }
}
