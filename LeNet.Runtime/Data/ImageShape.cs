namespace LeNet.Runtime;

/// <summary>Compares the size of images with what a network takes.</summary>
internal static class ImageShape
{
    /// <summary>What is wrong if images of a size were given to a network, or null.</summary>
    public static string? Mismatch(int channels, int height, int width, NetworkDescription network) =>
        (channels, height, width) == (network.ImageChannels, network.ImageHeight, network.ImageWidth)
            ? null
            : $"holds images of {channels}×{height}×{width} (channels×height×width), but the network {network.Name} takes {network.ImageChannels}×{network.ImageHeight}×{network.ImageWidth}";
}
