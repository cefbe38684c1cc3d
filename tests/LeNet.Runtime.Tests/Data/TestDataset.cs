using System.IO.Compression;

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

    /// <summary>The same published in one archive, with files of which only the archive's hash is known.</summary>
    public static DatasetDescription Archived { get; } = ArchivedIn(Zip(name => name, Packed));

    /// <summary>A description of an archive with this content.</summary>
    public static DatasetDescription ArchivedIn(byte[] zip)
    {
        var hash = new Sha256();
        hash.Append(zip);
        return Description with
        {
            Name = "archived-noise",
            TrainingImages = Unhashed(Description.TrainingImages),
            TrainingLabels = Unhashed(Description.TrainingLabels),
            TestImages = Unhashed(Description.TestImages),
            TestLabels = Unhashed(Description.TestLabels),
            Archive = new DatasetArchive("all.zip", zip.Length, hash.Finish(), "inner/"),
        };

        static DatasetFile Unhashed(DatasetFile file) => new("noise-" + file.Name, file.Length, null);
    }

    /// <summary>An archive of the four files and of one that is not wanted.</summary>
    /// <param name="rename">Changes the names in it.</param>
    /// <param name="content">The content by the name in <see cref="Description"/>.</param>
    public static byte[] Zip(Func<string, string> rename, Func<string, byte[]> content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in (string[])["other", .. Contents.Keys])
            {
                using Stream entry = zip.CreateEntry(rename($"inner/noise-{name}.gz")).Open();
                entry.Write(name == "other" ? [1, 2, 3] : content(name));
            }
        }

        return packed.ToArray();
    }

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
