namespace LeNet.Generator.Shapes;

/// <summary>What lies around an image, in rows and columns.</summary>
internal readonly record struct Margins(int Top, int Left, int Bottom, int Right)
{
    public int Height => Top + Bottom;

    public int Width => Left + Right;

    /// <summary>As much on opposite sides.</summary>
    public static Margins Even(Size2 size) => new(size.Height, size.Width, size.Height, size.Width);

    /// <summary>Half on opposite sides; of an odd total one more at the bottom or on the right, as PyTorch does.</summary>
    public static Margins Split(Size2 total) => new(
        total.Height / 2, total.Width / 2, total.Height - (total.Height / 2), total.Width - (total.Width / 2));
}
