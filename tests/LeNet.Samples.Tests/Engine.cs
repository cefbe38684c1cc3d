using System.Buffers.Binary;
using System.Reflection;
using LeNet.Runtime;

namespace LeNet.Samples.Tests;

/// <summary>What tests of the real network need: the network that the program was built with, and data for it.</summary>
internal static class Engine
{
    private const int TrainingImages = 320;
    private const int TestImages = 96;

    /// <summary>The network's description.</summary>
    public static NetworkDescription Network => SampleNetwork.Create(null).Description;

    /// <summary>Skips a test in a build without a network.</summary>
    public static void Require() => Assert.SkipUnless(
        typeof(SampleNetwork).Assembly.GetCustomAttributes<GeneratedNetworkAttribute>().Any(),
        "the generator emitted no network into LeNet.Samples");

    /// <summary>Writes a small data set that the network can learn: a bright bar whose place is the class, in noise.</summary>
    /// <param name="folder">The folder, which is made.</param>
    public static void WriteData(string folder)
    {
        Directory.CreateDirectory(folder);
        NetworkDescription network = Network;
        DatasetDescription names = DatasetDescription.Mnist;
        Write(folder, names.TrainingImages, names.TrainingLabels, network, TrainingImages, seed: 1);
        Write(folder, names.TestImages, names.TestLabels, network, TestImages, seed: 2);
    }

    /// <summary>Writes weights fresh from a seed, and returns the path.</summary>
    public static string WriteWeights(string path)
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(3);
        network.Save(path);
        return path;
    }

    private static void Write(string folder, DatasetFile images, DatasetFile labels, NetworkDescription network, int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * network.ImageBytes];
        byte[] classes = new byte[count];
        random.NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] /= 8;
        }

        for (int i = 0; i < count; i++)
        {
            classes[i] = (byte)(i % network.Classes);
            Span<byte> image = pixels.AsSpan(i * network.ImageBytes, network.ImageBytes);
            int bar = Math.Max(1, image.Length / network.Classes);
            image.Slice(classes[i] * image.Length / network.Classes, bar).Fill(250);
        }

        int[] shape = network.ImageChannels == 1
            ? [count, network.ImageHeight, network.ImageWidth]
            : [count, network.ImageChannels, network.ImageHeight, network.ImageWidth];
        WriteIdx(Path.Combine(folder, images.Name), shape, pixels);
        WriteIdx(Path.Combine(folder, labels.Name), [count], classes);
    }

    private static void WriteIdx(string path, int[] shape, byte[] content)
    {
        byte[] header = new byte[4 + (4 * shape.Length)];
        header[2] = 0x08;
        header[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), shape[i]);
        }

        File.WriteAllBytes(path, [.. header, .. content]);
    }
}
