using LeNet.Runtime;

namespace LeNet.Samples.Training;

/// <summary>Distortions that suit handwritten digits: they stay readable.</summary>
internal static class DefaultAugmentation
{
    /// <summary>The distortions.</summary>
    public static Augmentation Value { get; } = new()
    {
        Affine = new AffineAugmentation { Degrees = 10, Translate = (0.05, 0.05), Scale = (0.9, 1.1), Shear = (6, 0) },
        Elastic = new ElasticAugmentation { Alpha = 34, Sigma = 5 },
    };
}
