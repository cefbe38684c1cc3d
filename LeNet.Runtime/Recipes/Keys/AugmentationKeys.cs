namespace LeNet.Runtime;

/// <summary>The augmentation of recipe files: names are those of torchvision's transforms.</summary>
internal static class AugmentationKeys
{
    private static readonly Pair Factors = new(Ranges.Positive, ascends: true);

    /// <summary>The smallest number whose logarithm is taken at full precision.</summary>
    private const double SmallestNormal = 2.2250738585072014e-308;

    private static readonly Pair Ratios = new(new NumberRange(SmallestNormal, double.MaxValue), ascends: true);

    private static readonly RecipeObject<AffineAugmentation> Affine = new(
        "affine",
        () => new AffineAugmentation(),
        Number<AffineAugmentation>("degrees", nameof(AffineAugmentation.Degrees), "the largest turn, in degrees", new NumberRange(0, 180), affine => affine.Degrees, (affine, value) => affine with { Degrees = value }),
        Two<AffineAugmentation>("translate", nameof(AffineAugmentation.Translate), "the largest shift, as a share of width and height", new NumberOrPair(Ranges.Unit, standsForBoth: true), affine => affine.Translate, (affine, value) => affine with { Translate = value }),
        Two<AffineAugmentation>("scale", nameof(AffineAugmentation.Scale), "the least and the largest factor of the size", Factors, affine => affine.Scale, (affine, value) => affine with { Scale = value }),
        Two<AffineAugmentation>("shear", nameof(AffineAugmentation.Shear), "the largest shear along rows and columns, in degrees; one number is that along rows", new NumberOrPair(new NumberRange(0, 90, below: true), standsForBoth: false), affine => affine.Shear, (affine, value) => affine with { Shear = value }));

    private static readonly RecipeObject<ElasticAugmentation> Elastic = new(
        "elastic",
        () => new ElasticAugmentation(),
        Number<ElasticAugmentation>("alpha", nameof(ElasticAugmentation.Alpha), "what the smoothed noise is multiplied with, in pixels", Ranges.NotNegative, elastic => elastic.Alpha, (elastic, value) => elastic with { Alpha = value }),
        Number<ElasticAugmentation>("sigma", nameof(ElasticAugmentation.Sigma), "the Gaussian's standard deviation, in pixels", new NumberRange(0, 1000, above: true), elastic => elastic.Sigma, (elastic, value) => elastic with { Sigma = value }));

    private static readonly RecipeObject<CropAugmentation> Crop = new(
        "crop",
        () => new CropAugmentation(),
        new RecipeKey<CropAugmentation, int>("padding", nameof(CropAugmentation.Padding), "the border that is added before a piece is cut out, in pixels", Ranges.FromZero, crop => crop.Padding, (crop, value) => crop with { Padding = value }));

    private static readonly RecipeObject<FlipAugmentation> Flip = new(
        "horizontal_flip",
        () => new FlipAugmentation(),
        Number<FlipAugmentation>("p", nameof(FlipAugmentation.Probability), "the probability that an image is mirrored", Ranges.Unit, flip => flip.Probability, (flip, value) => flip with { Probability = value }));

    private static readonly RecipeObject<ErasingAugmentation> Erasing = new(
        "erasing",
        () => new ErasingAugmentation(),
        Number<ErasingAugmentation>("p", nameof(ErasingAugmentation.Probability), "the probability that a rectangle is painted over", Ranges.Unit, erasing => erasing.Probability, (erasing, value) => erasing with { Probability = value }),
        Two<ErasingAugmentation>("scale", nameof(ErasingAugmentation.Scale), "the rectangle's least and largest share of the area", new Pair(Ranges.Unit, ascends: true), erasing => erasing.Scale, (erasing, value) => erasing with { Scale = value }),
        Two<ErasingAugmentation>("ratio", nameof(ErasingAugmentation.Ratio), "the rectangle's least and largest ratio of height to width", Ratios, erasing => erasing.Ratio, (erasing, value) => erasing with { Ratio = value }),
        new RecipeKey<ErasingAugmentation, int>("value", nameof(ErasingAugmentation.Value), "the level that it is painted with, 0 to 255", new IntegerRange(0, byte.MaxValue), erasing => erasing.Value, (erasing, value) => erasing with { Value = (byte)value }));

    /// <summary>All of it.</summary>
    public static RecipeObject<Augmentation> All { get; } = new(
        "augmentation",
        () => new Augmentation(),
        new PartKey<Augmentation, AffineAugmentation>("affine", nameof(Augmentation.Affine), "turns, shifts, scales and shears", Affine, all => all.Affine, (all, value) => all with { Affine = value }),
        new PartKey<Augmentation, ElasticAugmentation>("elastic", nameof(Augmentation.Elastic), "bends smoothly", Elastic, all => all.Elastic, (all, value) => all with { Elastic = value }),
        new PartKey<Augmentation, CropAugmentation>("crop", nameof(Augmentation.Crop), "shifts by whole pixels", Crop, all => all.Crop, (all, value) => all with { Crop = value }),
        new PartKey<Augmentation, FlipAugmentation>("horizontal_flip", nameof(Augmentation.HorizontalFlip), "mirrors left and right", Flip, all => all.HorizontalFlip, (all, value) => all with { HorizontalFlip = value }),
        new PartKey<Augmentation, ErasingAugmentation>("erasing", nameof(Augmentation.Erasing), "covers a rectangle", Erasing, all => all.Erasing, (all, value) => all with { Erasing = value }));

    private static RecipeKey<T> Number<T>(string name, string property, string description, NumberRange range, Func<T, double> get, Func<T, double, T> set) =>
        new RecipeKey<T, double>(name, property, description, range, get, set);

    private static RecipeKey<T> Two<T>(string name, string property, string description, RecipeValue<(double, double)> value, Func<T, (double, double)> get, Func<T, (double, double), T> set) =>
        new RecipeKey<T, (double, double)>(name, property, description, value, get, set);
}
