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
        if (picture.Width == width && picture.Height == height && PreparedImage.IsOne(picture))
        {
            return new PreparedDigit(width, height, picture.Values, new Box(0, 0, width, height), DarkInk: false, AsItIs: true);
        }

        using var memory = new PlaneMemory();
        Plane grey = Reduced(memory.Of(picture));
        if (Math.Min(grey.Width, grey.Height) >= LeastSideToSmooth)
        {
            grey = Resampling.Smooth(grey);
        }

        grey = Contrast.Stretched(grey);
        bool darkInk = Polarity.IsDarkInk(grey);
        Box area = new(0, 0, grey.Width, grey.Height);
        if (!darkInk && Sheet.Find(grey) is { } sheet)
        {
            (darkInk, area) = (true, sheet);
        }

        Plane paper = area.Width == grey.Width ? grey : grey.Part(area);
        FoundInk? found = InkSearch.Find(darkInk ? paper : paper.Inverted(), out bool anyInk);
        if (paper != grey && found?.Choice.Part.Touches == true)
        {
            found = null; // the sheet's own edges
        }
        else if (!anyInk && paper == grey)
        {
            // A spot of light may look like light ink.
            darkInk = !darkInk;
            found = InkSearch.Find(darkInk ? grey : grey.Inverted(), out anyInk);
            found = found?.Choice.IsStroke == true ? found : null; // what lies between lines is no ink
        }

        if (found is null)
        {
            throw new ImageException(anyInk
                ? "shows no digit: there are specks, lines or shadows in it, but no stroke; write larger or darker"
                : "shows no digit: nothing in it stands out from its ground; write larger or darker");
        }

        InkShape shape = found.Shape();
        Box bounds = shape.Bounds;
        Plane strokes = StrokeWidth.Widen(shape.Strokes(found.Ink, found.Levels), ref bounds);
        byte[] pixels = Placement.Place(strokes, bounds, width, height);
        return new PreparedDigit(width, height, pixels, InPicture(shape.Bounds.Moved(area.Left, area.Top), grey, picture), darkInk, AsItIs: false);
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
