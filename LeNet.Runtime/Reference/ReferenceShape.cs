namespace LeNet.Runtime;

/// <summary>What a layer takes or gives for one sample; features are channels of one value.</summary>
internal readonly record struct ReferenceShape(int Channels, int Height, int Width)
{
    /// <summary>Rows × columns.</summary>
    public int Area => Height * Width;

    /// <summary>Values in all.</summary>
    public int Count => Channels * Area;

    /// <summary>Reads [channels, height, width] or [features].</summary>
    public static ReferenceShape Of(IReadOnlyList<int> shape) => shape is [int channels, int height, int width]
        ? new(channels, height, width)
        : new(shape[0], 1, 1);
}
