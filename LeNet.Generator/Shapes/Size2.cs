namespace LeNet.Generator.Shapes;

/// <summary>A height and a width: a kernel, a stride, a padding, an image size.</summary>
internal readonly record struct Size2(int Height, int Width)
{
    public int Area => Height * Width;

    public override string ToString() => FormattableString.Invariant($"{Height}×{Width}");
}
