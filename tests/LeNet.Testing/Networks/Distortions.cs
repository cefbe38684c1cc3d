using System.Text.Json.Nodes;
using LeNet.Runtime;

namespace LeNet.Testing;

/// <summary>Ways to distort images.</summary>
internal static class Distortions
{
    /// <summary>Some of everything.</summary>
    public static Augmentation Everything { get; } = new()
    {
        Affine = new AffineAugmentation { Degrees = 15, Translate = (0.1, 0.05), Scale = (0.8, 1.2), Shear = (10, 5) },
        Elastic = new ElasticAugmentation { Alpha = 8, Sigma = 2 },
        Crop = new CropAugmentation { Padding = 1 },
        HorizontalFlip = new FlipAugmentation(),
        Erasing = new ErasingAugmentation(),
    };

    /// <summary>The same as a key of a recipe with its value, for a process of its own.</summary>
    public static string EverythingAsSetting { get; } =
        $"augmentation={JsonNode.Parse(Recipe.ToJson(new TrainingOptions { Augmentation = Everything }))!["augmentation"]!.ToJsonString()}";
}
