namespace LeNet.Samples.Images;

/// <summary>A digit as MNIST has them: white ink on black, in a box of 20/28 of the image, its centre of mass at the middle.</summary>
/// <param name="Width">Columns: 28 for MNIST's size.</param>
/// <param name="Height">Rows: 28 for MNIST's size.</param>
/// <param name="Pixels">Row by row, 0 paper … 255 ink.</param>
/// <param name="Found">Where the ink was in the picture, in its pixels; the whole picture if it was taken as it is.</param>
/// <param name="DarkInk">Whether the picture had dark ink on a lighter ground.</param>
/// <param name="AsItIs">Whether the picture was of the network's size and black around already, and was not changed.</param>
internal sealed record PreparedDigit(int Width, int Height, byte[] Pixels, Box Found, bool DarkInk, bool AsItIs)
{
    /// <summary>How many digits the picture seems to show, this one among them.</summary>
    public int Digits { get; init; } = 1;

    /// <summary>Whether it is the most central of them.</summary>
    public bool IsMain { get; init; } = true;
}

/// <summary>A rectangle of pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Right">The column after its last.</param>
/// <param name="Bottom">The row after its last.</param>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;

    /// <summary>The same box elsewhere.</summary>
    public Box Moved(int columns, int rows) => new(Left + columns, Top + rows, Right + columns, Bottom + rows);

    /// <summary>The smallest box with this and another in it.</summary>
    public Box Union(Box other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>Pixels between this and another, 0 if they touch or overlap; the larger of columns and rows.</summary>
    public int Gap(Box other) =>
        Math.Max(0, Math.Max(Math.Max(Left, other.Left) - Math.Min(Right, other.Right), Math.Max(Top, other.Top) - Math.Min(Bottom, other.Bottom)));
}
