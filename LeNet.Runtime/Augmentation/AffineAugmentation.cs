namespace LeNet.Runtime;

/// <summary>
/// A random affine map about the image's centre, as torchvision's RandomAffine: each number below is drawn evenly from its range, for each image and epoch anew.
/// By default nothing is done.
/// </summary>
public sealed record AffineAugmentation
{
    /// <summary>The largest turn, in degrees, from 0 to 180: from −Degrees to Degrees.</summary>
    public double Degrees { get; init; }

    /// <summary>The largest shift as a share of the width and of the height, each from 0 to 1. Unlike torchvision's, shifts are not rounded to whole pixels.</summary>
    public (double X, double Y) Translate { get; init; }

    /// <summary>The least and the largest factor of the size, greater than 0.</summary>
    public (double Min, double Max) Scale { get; init; } = (1, 1);

    /// <summary>The largest shear along the rows and along the columns, in degrees, from 0 to less than 90: from −X to X.</summary>
    public (double X, double Y) Shear { get; init; }
}
