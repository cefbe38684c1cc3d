using LeNet.Runtime;

namespace LeNet.Samples.Images;

/// <summary>
/// Makes of a picture of a digit what MNIST's images are: ink found whatever its polarity and the lighting, cropped, scaled into
/// the box with its proportions kept, centred by mass (Y. LeCun et al.: "The MNIST database of handwritten digits").
/// </summary>
internal static class DigitPreparation
{
    /// <summary>Rows and columns of MNIST's images.</summary>
    public const int MnistSize = 28;

    /// <summary>Larger pictures are first reduced to this; a digit that is a tenth of it still fills the box.</summary>
    private const int LongestSide = 320;

    /// <summary>Above this the sensor's noise is smoothed away; below, pixels are too precious.</summary>
    private const int LeastSideToSmooth = 100;

    /// <summary>Prepares a picture for a network.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="network">The network, which takes images of one channel and any size.</param>
    /// <exception cref="ImageException">The picture shows no ink, or the network takes images of several channels.</exception>
    public static PreparedDigit Prepare(GreyImage picture, NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.ImageChannels != 1)
        {
            throw new ImageException($"cannot be made into an image of {network.ImageChannels}×{network.ImageHeight}×{network.ImageWidth}, which the network {network.Name} takes: pictures are prepared for networks with one channel; give an IDX file");
        }

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
        if (picture.Width == width && picture.Height == height && IsPrepared(picture))
        {
            return new PreparedDigit(width, height, picture.Values, new Box(0, 0, width, height), DarkInk: false, AsItIs: true);
        }

        using var memory = new PlaneMemory();
        Plane grey = Reduced(memory.Of(picture));
        if (Math.Min(grey.Width, grey.Height) >= LeastSideToSmooth)
        {
            grey = Resampling.Smooth(grey);
        }

        bool darkInk = Polarity.IsDarkInk(grey);
        Plane ink = Lighting.Ink(darkInk ? grey : grey.Inverted());
        if (InkLevels.Of(ink) is not { } levels)
        {
            // A spot of light may look like light ink.
            darkInk = !darkInk;
            ink = Lighting.Ink(darkInk ? grey : grey.Inverted());
            levels = InkLevels.Of(ink)
                ?? throw new ImageException("shows no digit: nothing in it stands out from its ground; write larger or darker");
        }

        InkShape shape = InkShape.Find(ink, levels.Threshold)
            ?? throw new ImageException("shows no digit: there are specks in it, but no stroke; write larger or darker");
        Box bounds = shape.Bounds;
        Plane strokes = StrokeWidth.Widen(shape.Strokes(ink, levels), ref bounds);
        byte[] pixels = Placement.Place(strokes, bounds, width, height);
        return new PreparedDigit(width, height, pixels, InPicture(shape.Bounds, grey, picture), darkInk, AsItIs: false);
    }

    /// <summary>Whether an image of the size wanted is light on black: most of its outermost pixels are black, and some other pixel is light.</summary>
    private static bool IsPrepared(GreyImage image)
    {
        const byte Black = 32;
        const byte Light = 128;
        int edge = 0;
        int black = 0;
        for (int row = 0; row < image.Height; row++)
        {
            for (int column = 0; column < image.Width; column++)
            {
                if (row == 0 || row == image.Height - 1 || column == 0 || column == image.Width - 1)
                {
                    edge++;
                    black += image.Values[(row * image.Width) + column] < Black ? 1 : 0;
                }
            }
        }

        return 4 * black >= 3 * edge && image.Values.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)(Light - 1));
    }

    private static Plane Reduced(Plane picture)
    {
        int longest = Math.Max(picture.Width, picture.Height);
        return longest <= LongestSide
            ? picture
            : Resampling.Reduce(picture, Scaled(picture.Width, longest), Scaled(picture.Height, longest));

        static int Scaled(int side, int longest) => Math.Max(1, (int)((((long)side * LongestSide) + (longest / 2)) / longest));
    }

    private static Box InPicture(Box box, Plane reduced, GreyImage picture)
    {
        return new Box(
            (int)((long)box.Left * picture.Width / reduced.Width),
            (int)((long)box.Top * picture.Height / reduced.Height),
            Up(box.Right, picture.Width, reduced.Width),
            Up(box.Bottom, picture.Height, reduced.Height));

        static int Up(int value, int size, int reducedSize) => (int)((((long)value * size) + reducedSize - 1) / reducedSize);
    }
}
