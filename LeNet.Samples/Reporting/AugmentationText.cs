using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>How images are distorted, in a line of text.</summary>
internal static class AugmentationText
{
    /// <summary>The distortions in their order: "turned ±10°, moved ±5%, scaled 0.9 to 1.1".</summary>
    public static string Describe(Augmentation augmentation)
    {
        string[] parts = [.. Affine(augmentation.Affine), .. Others(augmentation)];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static IEnumerable<string> Affine(AffineAugmentation? affine)
    {
        if (affine is null)
        {
            yield break;
        }

        if (affine.Degrees > 0)
        {
            yield return $"turned ±{Number(affine.Degrees)}°";
        }

        if (affine.Translate is { X: > 0 } or { Y: > 0 })
        {
            yield return $"moved ±{Pair(100 * affine.Translate.X, 100 * affine.Translate.Y, "%")}";
        }

        if (affine.Scale is not (1, 1))
        {
            yield return $"scaled {Range(affine.Scale)}";
        }

        if (affine.Shear is { X: > 0 } or { Y: > 0 })
        {
            yield return $"sheared ±{(affine.Shear.Y > 0 ? Pair(affine.Shear.X, affine.Shear.Y, "°") : $"{Number(affine.Shear.X)}°")}";
        }
    }

    private static IEnumerable<string> Others(Augmentation augmentation)
    {
        if (augmentation.Elastic is { } elastic)
        {
            yield return $"elastic (alpha {Number(elastic.Alpha)}, sigma {Number(elastic.Sigma)})";
        }

        if (augmentation.Crop is { } crop)
        {
            yield return $"cropped ±{Format.Count(crop.Padding)} px";
        }

        if (augmentation.HorizontalFlip is { } flip)
        {
            yield return $"mirrored ({Number(100 * flip.Probability)}%)";
        }

        if (augmentation.Erasing is { } erasing)
        {
            yield return $"erased {Range(erasing.Scale)} of it ({Number(100 * erasing.Probability)}%)";
        }
    }

    private static string Pair(double x, double y, string unit) => x == y ? Number(x) + unit : $"{Number(x)}{unit} × {Number(y)}{unit}";

    private static string Range((double Min, double Max) range) => $"{Number(range.Min)} to {Number(range.Max)}";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
