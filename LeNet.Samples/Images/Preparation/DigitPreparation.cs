using LeNet.Runtime;

namespace LeNet.Samples.Images;

/// <summary>
/// Makes of a picture of a digit, or of several, what MNIST's images are: ink found whatever its polarity and the lighting, cropped, scaled into
/// the box with its proportions kept, centred by mass (Y. LeCun et al.: "The MNIST database of handwritten digits").
/// </summary>
internal static class DigitPreparation
{
    /// <summary>Rows and columns of MNIST's images.</summary>
    public const int MnistSize = 28;

    /// <summary>Larger pictures are first reduced to this; a digit that is a tenth of it still fills the box.</summary>
    private const int LongestSide = 320;

    /// <summary>The same where several digits share the picture.</summary>
    private const int LongestSideOfMany = 800;

    /// <summary>Prepares a picture for a network.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="network">The network, which takes images of one channel and any size.</param>
    /// <exception cref="ImageException">The picture shows no ink, or the network takes images of several channels.</exception>
    public static PreparedDigit Prepare(GreyImage picture, NetworkDescription network)
    {
        RequireOneChannel(network);
        return Prepare(picture, network.ImageWidth, network.ImageHeight);
    }

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">
    /// The picture. One that has the size wanted and is black around is taken as it is: it is an image of a data set.
    /// </param>
    /// <param name="width">Columns wanted; the box for the ink is 20/28 of them.</param>
    /// <param name="height">Rows wanted; the box for the ink is 20/28 of them.</param>
    /// <exception cref="ImageException">The picture shows no ink.</exception>
    public static PreparedDigit Prepare(GreyImage picture, int width = MnistSize, int height = MnistSize)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (AsItIs(picture, width, height) is { } image)
        {
            return image;
        }

        using var memory = new PlaneMemory();
        PictureInk ink = PictureInk.Of(picture, LongestSide, memory);
        DigitGroups digits = DigitGroups.Of(ink.Found);
        return Prepared(picture, ink, digits.Main, width, height) with { Digits = digits.All.Count };
    }

    /// <summary>Prepares every digit of a picture for a network: line by line, from left to right.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="network">The network, which takes images of one channel and any size.</param>
    /// <returns>One digit at least.</returns>
    /// <exception cref="ImageException">The picture shows no ink, or the network takes images of several channels.</exception>
    public static IReadOnlyList<PreparedDigit> PrepareAll(GreyImage picture, NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(picture);
        RequireOneChannel(network);
        (int width, int height) = (network.ImageWidth, network.ImageHeight);
        if (AsItIs(picture, width, height) is { } image)
        {
            return [image];
        }

        using var memory = new PlaneMemory();
        PictureInk ink = PictureInk.Of(picture, LongestSideOfMany, memory);
        DigitGroups digits = DigitGroups.Of(ink.Found);
        return [.. ReadingOrder.Of(digits.All, shape => shape.Bounds).Select(shape => Prepared(picture, ink, shape, width, height) with { Digits = digits.All.Count, IsMain = shape == digits.Main })];
    }

    private static void RequireOneChannel(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.ImageChannels != 1)
        {
            throw new ImageException($"cannot be made into an image of {network.ImageChannels}×{network.ImageHeight}×{network.ImageWidth}, which the network {network.Name} takes: pictures are prepared for networks with one channel; give an IDX file");
        }
    }

    private static PreparedDigit? AsItIs(GreyImage picture, int width, int height) =>
        picture.Width == width && picture.Height == height && PreparedImage.IsOne(picture)
            ? new PreparedDigit(width, height, picture.Values, new Box(0, 0, width, height), DarkInk: false, AsItIs: true)
            : null;

    private static PreparedDigit Prepared(GreyImage picture, PictureInk ink, InkShape shape, int width, int height)
    {
        Box bounds = shape.Bounds;
        Plane strokes = StrokeWidth.Widen(shape.Strokes(ink.Found.Ink, ink.Found.Levels), ref bounds);
        byte[] pixels = Placement.Place(strokes, bounds, width, height);
        return new PreparedDigit(width, height, pixels, ink.InPicture(shape.Bounds, picture), ink.DarkInk, AsItIs: false);
    }
}
