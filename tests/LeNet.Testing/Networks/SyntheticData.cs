using LeNet.Runtime;

namespace LeNet.Testing;

/// <summary>Images and labels from a seed.</summary>
internal static class SyntheticData
{
    /// <summary>Pixels of noise and labels that have nothing to do with them.</summary>
    public static Dataset Noise(NetworkDescription network, int count, long seed)
    {
        var random = new TestRandom(seed);
        byte[] images = new byte[count * network.ImageBytes];
        foreach (ref byte pixel in images.AsSpan())
        {
            pixel = (byte)random.Next();
        }

        byte[] labels = new byte[count];
        foreach (ref byte label in labels.AsSpan())
        {
            label = (byte)random.Between(0, Math.Min(network.Classes, 256) - 1);
        }

        return new Dataset(images, labels, network.ImageChannels, network.ImageHeight, network.ImageWidth);
    }

    /// <summary>Dim noise with a bright stripe whose place tells the class, so that there is something to learn.</summary>
    public static Dataset Stripes(NetworkDescription network, int count, long seed)
    {
        var random = new TestRandom(seed);
        byte[] images = new byte[count * network.ImageBytes];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)random.Between(0, network.Classes - 1);
            Span<byte> image = images.AsSpan(i * network.ImageBytes, network.ImageBytes);
            for (int pixel = 0; pixel < image.Length; pixel++)
            {
                int stripe = pixel % network.ImageWidth * network.Classes / network.ImageWidth;
                image[pixel] = (byte)(random.Between(0, 90) + (stripe == labels[i] ? 150 : 0));
            }
        }

        return new Dataset(images, labels, network.ImageChannels, network.ImageHeight, network.ImageWidth);
    }
}
