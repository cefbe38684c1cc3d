using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Pixels and labels at random: the arithmetic is the same for every picture.</summary>
internal static class RandomDigits
{
    /// <summary>A data set that a network takes, the same at every call.</summary>
    public static Dataset Create(NetworkDescription network, int samples)
    {
        Random random = new(1);
        byte[] labels = [.. Enumerable.Range(0, samples).Select(_ => (byte)random.Next(network.Classes))];
        return new Dataset(Pixels(samples * network.ImageBytes), labels, network.ImageChannels, network.ImageHeight, network.ImageWidth);
    }

    /// <summary>Random bytes, the same at every call.</summary>
    public static byte[] Pixels(int count)
    {
        byte[] pixels = new byte[count];
        new Random(1).NextBytes(pixels);
        return pixels;
    }
}
