namespace LeNet.Samples.Images;

/// <summary>The ink of a picture, whatever its polarity and the lighting, and whatever the sheet lies on.</summary>
/// <param name="Grey">The picture, reduced.</param>
/// <param name="Area">The part of it that is paper.</param>
/// <param name="DarkInk">Whether the ink is dark on a lighter ground.</param>
/// <param name="Found">The ink of that part.</param>
internal sealed record PictureInk(Plane Grey, Box Area, bool DarkInk, FoundInk Found)
{
    /// <summary>Above this the sensor's noise is smoothed away; below, pixels are too precious.</summary>
    private const int LeastSideToSmooth = 100;

    /// <summary>Finds it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="longestSide">Larger pictures are first reduced to this.</param>
    /// <param name="memory">Of all planes; the result ends with it.</param>
    /// <exception cref="ImageException">The picture shows no ink that may be a digit.</exception>
    public static PictureInk Of(GreyImage picture, int longestSide, PlaneMemory memory)
    {
        Plane grey = Reduced(memory.Of(picture), longestSide);
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

        return found is not null
            ? new PictureInk(grey, area, darkInk, found)
            : throw new ImageException(anyInk
                ? "shows no digit: there are specks, lines or shadows in it, but no stroke; write larger or darker"
                : "shows no digit: nothing in it stands out from its ground; write larger or darker");
    }

    /// <summary>A box of the paper, in pixels of the picture's file.</summary>
    public Box InPicture(Box box, GreyImage picture)
    {
        box = box.Moved(Area.Left, Area.Top);
        double x = picture.Width * picture.Reduction / Grey.Width;
        double y = picture.Height * picture.Reduction / Grey.Height;
        return new Box((int)(box.Left * x), (int)(box.Top * y), (int)Math.Ceiling(box.Right * x), (int)Math.Ceiling(box.Bottom * y));
    }

    private static Plane Reduced(Plane picture, int longestSide)
    {
        int longest = Math.Max(picture.Width, picture.Height);
        return longest <= longestSide
            ? picture
            : Resampling.Reduce(picture, Scaled(picture.Width), Scaled(picture.Height));

        int Scaled(int side) => Math.Max(1, (int)((((long)side * longestSide) + (longest / 2)) / longest));
    }
}
