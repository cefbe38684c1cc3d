namespace LeNet.Samples.Images;

/// <summary>Which part of the ink is a digit, among specks, print, shadows and the desk that the sheet lies on.</summary>
/// <param name="Main">The index of its main part.</param>
/// <param name="Part">Its main part.</param>
/// <param name="LeastPixels">Pixels of the smallest stroke.</param>
internal sealed record DigitChoice(int Main, InkPart Part, int LeastPixels)
{
    /// <summary>Of so many pixels of the picture, a stroke has one at least.</summary>
    private const int PixelsPerSpeck = 4_000;

    private const int SmallestStroke = 3;

    /// <summary>A digit has at least this share of the picture's shorter side; noise makes smaller blots.</summary>
    private const double SmallestDigit = 0.04;

    /// <summary>A part of the digit has at least this share of the ink of its main part.</summary>
    private const double LeastShare = 0.04;

    /// <summary>A part of the digit is nearer than this share of the main part's size; one that lies right above or beside it may be farther.</summary>
    private const int NearPart = 5;

    private const int NearInReach = 3;

    /// <summary>What has more than this share of the picture's border is the desk or a shadow, not a digit that goes over the edge.</summary>
    private const double MostOfBorder = 0.3;

    /// <summary>A stroke that goes over the edge is at most so wide for its length; what is wider is a corner of a shadow.</summary>
    private const double WidestStroke = 0.22;

    /// <summary>What lies along the border for more than this share of its length is an edge of the sheet or of a shadow.</summary>
    private const double MostOfLength = 0.8;

    /// <summary>A digit that goes over the edge is at least so large for the picture; corners of shadows are smaller.</summary>
    private const double LeastOfPicture = 0.25;

    /// <summary>A part that lies free counts before one at the border that is so many times as much in the middle.</summary>
    private const double Preference = 5;

    /// <summary>A line that goes through the picture is at least so many times as long as wide; the shadow of a pencil is wider.</summary>
    private const double ThinLine = 70;

    /// <summary>Whether the main part lies free and is longer than wide, as strokes are.</summary>
    public bool IsStroke => !Part.Touches && Part.Width <= 0.3 * Part.Size;

    /// <summary>Chooses, or gives null if there is no digit.</summary>
    /// <param name="parts">The ink's connected parts.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="line">How wide lines are that go through the picture, 0 if there are none; pieces of them are no digits.</param>
    public static DigitChoice? Of(InkParts parts, Plane picture, double line)
    {
        int least = Math.Max(SmallestStroke, picture.Values.Length / PixelsPerSpeck);
        int free = -1;
        int atBorder = -1;
        for (int i = 0; i < parts.All.Count; i++)
        {
            InkPart part = parts.All[i];
            if (!IsCandidate(part, picture, line, least))
            {
                continue;
            }

            if (part.Touches)
            {
                atBorder = MoreCentral(parts, atBorder, i);
            }
            else
            {
                free = MoreCentral(parts, free, i);
            }
        }

        int main = free >= 0 && (atBorder < 0 || Preference * parts.All[free].Centrality >= parts.All[atBorder].Centrality) ? free : atBorder;
        return main < 0 ? null : new DigitChoice(main, parts.All[main], least).Within(parts);
    }

    /// <summary>Whether a part may be a digit, by itself.</summary>
    /// <param name="part">The part.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="line">How wide lines are that go through the picture.</param>
    /// <param name="least">Pixels of the smallest stroke.</param>
    public static bool IsCandidate(InkPart part, Plane picture, double line, int least) =>
        part.Pixels >= least && part.Size >= SmallestDigit * Math.Min(picture.Width, picture.Height) && !IsOfLines(part, picture, line)
        && (!part.Touches || MayGoOverTheEdge(part, picture));

    /// <summary>Whether another part of the ink belongs to the digit.</summary>
    public bool Belongs(InkPart part)
    {
        return part.Pixels >= LeastPixels && part.Pixels >= LeastShare * Part.Pixels
            && part.Bounds.Gap(Part.Bounds) <= Part.Size / (IsWithinReach(part.Bounds) ? NearInReach : NearPart) && (Part.Touches || !part.Touches)
            && IsBeside(part.Bounds) && !IsPrintedLine(part.Bounds) && !Encloses(part, Part);
    }

    /// <summary>Whether a part is not wider or not higher than the main part where that is, as the bar of a 5.</summary>
    private bool IsWithinReach(Box other)
    {
        Box own = Part.Bounds;
        (int x, int y) = (own.Width / 10, own.Height / 10);
        return (other.Left >= own.Left - x && other.Right <= own.Right + x) || (other.Top >= own.Top - y && other.Bottom <= own.Bottom + y);
    }

    /// <summary>A digit in a printed box or circle is the part within.</summary>
    private DigitChoice Within(InkParts parts)
    {
        int inner = -1;
        for (int i = 0; i < parts.All.Count; i++)
        {
            InkPart part = parts.All[i];
            if (i != Main && part.Pixels >= LeastPixels && Encloses(Part, part) && part.Bounds.Height >= 0.3 * Part.Bounds.Height)
            {
                inner = MoreCentral(parts, inner, i);
            }
        }

        return inner < 0 ? this : new DigitChoice(inner, parts.All[inner], LeastPixels).Within(parts);
    }

    /// <summary>Whether a part lies within the box of another, off its sides.</summary>
    public static bool Encloses(InkPart outer, InkPart inner)
    {
        (Box a, Box b) = (outer.Bounds, inner.Bounds);
        double margin = 0.04 * outer.Size;
        return b.Left >= a.Left + margin && b.Right <= a.Right - margin && b.Top >= a.Top + margin && b.Bottom <= a.Bottom - margin;
    }

    /// <summary>Strokes of one digit lie beside or above each other, not diagonally.</summary>
    private bool IsBeside(Box other)
    {
        const double Overlap = 0.4;
        Box own = Part.Bounds;
        int columns = Math.Min(own.Right, other.Right) - Math.Max(own.Left, other.Left);
        int rows = Math.Min(own.Bottom, other.Bottom) - Math.Max(own.Top, other.Top);
        return columns >= Overlap * Math.Min(own.Width, other.Width) || rows >= Overlap * Math.Min(own.Height, other.Height);
    }

    /// <summary>Whether a part is a line under, over or beside the digit and longer than it.</summary>
    private bool IsPrintedLine(Box other)
    {
        const int Elongated = 6;
        Box own = Part.Bounds;
        bool isLevel = other.Width >= Elongated * other.Height && other.Width > own.Width && Math.Min(own.Bottom, other.Bottom) - Math.Max(own.Top, other.Top) <= own.Height / 10;
        bool isUpright = other.Height >= Elongated * other.Width && other.Height > own.Height && Math.Min(own.Right, other.Right) - Math.Max(own.Left, other.Left) <= own.Width / 10;
        return isLevel || isUpright;
    }

    /// <summary>How wide the lines are that go through the picture, of ruled or squared paper; 0 if there are none.</summary>
    public static double LineWidth(InkParts parts, Plane picture) =>
        parts.All.Where(part => IsThroughLine(part, picture)).Select(part => part.Width).DefaultIfEmpty().Max();

    /// <summary>Whether a part is made of thin lines that go through the picture.</summary>
    private static bool IsThroughLine(InkPart part, Plane picture)
    {
        Box box = part.Bounds;
        bool through = (box.Left == 0 && box.Right == picture.Width) || (box.Top == 0 && box.Bottom == picture.Height);
        return through && part.Width * ThinLine < part.Size;
    }

    /// <summary>Whether a part at the border may be a digit that the picture cuts, and not the desk, a shadow, or what is left of them.</summary>
    private static bool MayGoOverTheEdge(InkPart part, Plane picture) =>
        part.AtBorder <= MostOfBorder * 2 * (picture.Width + picture.Height)
        && part.AtBorder <= MostOfLength * part.Size
        && part.Width <= WidestStroke * part.Size
        && part.Size >= LeastOfPicture * Math.Min(picture.Width, picture.Height)
        && !IsStraightBand(part, picture);

    /// <summary>Whether a part is a straight band from side to side of a picture that is not as narrow as one of a 1 alone.</summary>
    private static bool IsStraightBand(InkPart part, Plane picture)
    {
        const double Straight = 1.15;
        Box box = part.Bounds;
        bool level = box.Left == 0 && box.Right == picture.Width && picture.Height > picture.Width / 2;
        bool upright = box.Top == 0 && box.Bottom == picture.Height && picture.Width > picture.Height / 2;
        return (level || upright) && part.Outline / 2.0 <= Straight * Math.Max(part.Size, Math.Max(box.Width, box.Height) + (0.4 * Math.Min(box.Width, box.Height)));
    }

    /// <summary>Whether a part is of lines through the picture, or of pieces of them.</summary>
    public static bool IsOfLines(InkPart part, Plane picture, double lineWidth) => IsThroughLine(part, picture) || IsPieceOfLine(part, lineWidth);

    /// <summary>Whether a part is a piece of such a line as go through the picture.</summary>
    private static bool IsPieceOfLine(InkPart part, double lineWidth)
    {
        const double Elongated = 6;
        return lineWidth > 0 && part.Width <= 1.5 * lineWidth && Math.Min(part.Bounds.Width, part.Bounds.Height) * Elongated < part.Size;
    }

    private static int MoreCentral(InkParts parts, int one, int other) =>
        one < 0 || parts.All[other].Centrality > parts.All[one].Centrality ? other : one;
}
