namespace LeNet.Generator.Shapes;

/// <summary>The shape of one sample's activation: an image of channels × height × width, or a flat vector.</summary>
internal readonly record struct Shape(int Channels, int Height, int Width, bool IsFlat)
{
    public static Shape Image(int channels, int height, int width) => new(channels, height, width, IsFlat: false);

    public static Shape Flat(int features) => new(features, 1, 1, IsFlat: true);

    /// <summary>Values per sample.</summary>
    public int Count => Channels * Height * Width;

    public override string ToString() => IsFlat
        ? FormattableString.Invariant($"{Channels}")
        : FormattableString.Invariant($"{Channels}×{Height}×{Width}");
}
