using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>Images, as the network takes them, with their labels.</summary>
internal static class PredictionsPicture
{
    private const int Columns = 8;
    private const int Tile = 140;
    private const int Gap = 32;
    private const int RowHeight = Tile + 74;

    /// <summary>Draws it.</summary>
    public static byte[] Draw(NetworkDescription network, IReadOnlyList<PredictedImage> images)
    {
        int shown = Math.Min(images.Count, PictureSupport.MostPredictions);
        int columns = Math.Clamp(shown, 4, Columns);
        using var sheet = new Sheet((2 * Sheet.Margin) + (columns * (Tile + Gap)) - Gap, Sheet.Top + ((shown + columns - 1) / columns * RowHeight) + 20);
        string? file = OnlyFile(images);
        string count = shown < images.Count ? $"The first {shown} images" : Format.Count(shown, "image");
        sheet.Titles($"Read by {network.Name}", file is null ? count : $"{count} of {file}");
        for (int i = 0; i < shown; i++)
        {
            PredictedImage image = images[i];
            float x = Sheet.Margin + (i % columns * (Tile + Gap));
            float y = Sheet.Top + (i / columns * RowHeight);
            using SKBitmap bitmap = RawImage.ToBitmap(image.Image, network.ImageChannels, network.ImageHeight, network.ImageWidth);
            SKSize size = RawImage.Fit(network.ImageHeight, network.ImageWidth, Tile);
            var place = SKRect.Create(x + ((Tile - size.Width) / 2), y + ((Tile - size.Height) / 2), size.Width, size.Height);
            sheet.Pixels(bitmap, place);
            sheet.Frame(place, Palette.Rule);
            sheet.Text(image.Label.ToString(CultureInfo.InvariantCulture), x, y + Tile + 27, new TextStyle(22, Palette.Blue, IsBold: true));
            sheet.Text(Format.Percent(image.Probabilities[image.Label]), x + Tile, y + Tile + 25, TextStyle.Note, SKTextAlign.Right);
            sheet.Text(file is null ? image.Name : string.Create(CultureInfo.InvariantCulture, $"image {image.Index}"), x, y + Tile + 50, TextStyle.Note with { Size = 13 }, maxWidth: Tile);
        }

        return sheet.ToPng();
    }

    /// <summary>The file of many images that all of them are from, or null.</summary>
    private static string? OnlyFile(IReadOnlyList<PredictedImage> images) =>
        images.All(image => image.Index is not null && image.Source.Length > 0 && image.Source == images[0].Source) ? images[0].Source : null;
}
