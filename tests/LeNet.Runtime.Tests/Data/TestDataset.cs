namespace LeNet.Runtime.Tests.Data;

/// <summary>A published data set of four small files, two of them longer than a download's buffer.</summary>
internal static class TestDataset
{
    private static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["train-images-idx3-ubyte"] = Idx.File([200, 30, 30], Noise(180_000, 1)),
        ["train-labels-idx1-ubyte"] = Idx.File([200], Noise(200, 2)),
        ["t10k-images-idx3-ubyte"] = Idx.File([100, 30, 30], Noise(90_000, 3)),
        ["t10k-labels-idx1-ubyte"] = Idx.File([100], Noise(100, 4)),
    };

    public static DatasetDescription Description { get; } = new()
    {
        Name = "noise",
        Title = "Noise",
        TrainingImages = Published("train-images-idx3-ubyte"),
        TrainingLabels = Published("train-labels-idx1-ubyte"),
        TestImages = Published("t10k-images-idx3-ubyte"),
        TestLabels = Published("t10k-labels-idx1-ubyte"),
        Mirrors = [new("http://one.test/noise/"), new("http://two.test/")],
    };

    /// <summary>The decompressed content of a file.</summary>
    public static byte[] Content(string name) => Contents[name];

    /// <summary>The content of a file as mirrors serve it.</summary>
    public static byte[] Packed(string name) => Idx.Gzip(Contents[name]);

    private static DatasetFile Published(string name)
    {
        var hash = new Sha256();
        hash.Append(Contents[name]);
        return new DatasetFile(name, Contents[name].Length, hash.Finish());
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
