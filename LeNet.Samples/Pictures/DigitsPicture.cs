using System.Globalization;
using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>A picture with a box around every digit that was read in it.</summary>
internal static class DigitsPicture
{
    private const int Longest = 1100;
    private const float Line = 3;

    /// <summary>Draws it, of the first picture whose digits were all read.</summary>
    /// <returns>A PNG, or null if there is no such picture.</returns>
    public static byte[]? Draw(IReadOnlyList<PredictedImage> images)
    {
        if (images.FirstOrDefault(image => image.Place is { AllAreRead: true }) is not { Path: { } path } first)
        {
            return null;
        }

        PredictedImage[] digits = [.. images.Where(image => image.Path == path)];
        GreyImage picture = ImageReader.Read(path);
        using SKBitmap bitmap = RawImage.ToBitmap(picture.Values, 1, picture.Height, picture.Width);
        float scale = (float)Longest / Math.Max(picture.Width, picture.Height);
        var place = SKRect.Create(Sheet.Margin, Sheet.Top + 20, picture.Width * scale, picture.Height * scale);
        using var sheet = new Sheet((int)place.Right + Sheet.Margin, (int)place.Bottom + Sheet.Margin);
        sheet.Titles(string.Join(' ', digits.Select(digit => digit.Label.ToString(CultureInfo.InvariantCulture))), first.Source);
        sheet.Pixels(bitmap, place);
        sheet.Frame(place, Palette.Rule);
        foreach (PredictedImage digit in digits)
        {
            Box box = digit.Place!.Value.Box;
            float perPixel = scale / (float)picture.Reduction;
            var around = SKRect.Create(place.Left + (box.Left * perPixel), place.Top + (box.Top * perPixel), box.Width * perPixel, box.Height * perPixel);
            around.Inflate(2 * Line, 2 * Line);
            sheet.Frame(around, Palette.Blue, Line);
            sheet.Text(digit.Label.ToString(CultureInfo.InvariantCulture), around.Left, around.Top - 6, new TextStyle(22, Palette.Blue, IsBold: true));
        }

        return sheet.ToPng();
    }
}
