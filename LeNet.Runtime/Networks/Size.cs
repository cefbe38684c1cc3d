namespace LeNet.Runtime;

/// <summary>A height and a width.</summary>
internal readonly record struct Size(int Height, int Width)
{
    /// <summary>Height × width.</summary>
    public int Area => Height * Width;

    /// <summary>One by one.</summary>
    public static Size One => new(1, 1);

    /// <summary>Nothing.</summary>
    public static Size Zero => default;
}
