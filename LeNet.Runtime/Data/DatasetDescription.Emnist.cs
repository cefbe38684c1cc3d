using System.Globalization;

namespace LeNet.Runtime;

/// <content>
/// EMNIST: handwritten digits and letters, 28×28, grey (G. Cohen, S. Afshar, J. Tapson, A. van Schaik 2017). All are published in one archive of 562 MB.
/// </content>
public sealed partial record DatasetDescription
{
    /// <summary>Digits: 240,000 to train and 40,000 to test.</summary>
    public static DatasetDescription EmnistDigits { get; } = Emnist("digits", "Digits", 240_000, 40_000);

    /// <summary>Letters, capital or small, in 26 classes: 124,800 to train and 20,800 to test.</summary>
    public static DatasetDescription EmnistLetters { get; } = Emnist("letters", "Letters", 124_800, 20_800) with { FirstLabel = 1 };

    /// <summary>Digits and letters in 47 classes of equal size, letters that look alike as one: 112,800 to train and 18,800 to test.</summary>
    public static DatasetDescription EmnistBalanced { get; } = Emnist("balanced", "Balanced", 112_800, 18_800);

    /// <summary>Digits, capital and small letters in 62 classes: 697,932 to train and 116,323 to test.</summary>
    public static DatasetDescription EmnistByClass { get; } = Emnist("byclass", "By Class", 697_932, 116_323);

    /// <summary>The same in 47 classes, letters that look alike as one.</summary>
    public static DatasetDescription EmnistByMerge { get; } = Emnist("bymerge", "By Merge", 697_932, 116_323);

    /// <summary>Digits as many as MNIST's: 60,000 to train and 10,000 to test.</summary>
    public static DatasetDescription EmnistMnist { get; } = Emnist("mnist", "MNIST", 60_000, 10_000);

    private static DatasetDescription Emnist(string split, string title, int training, int test) => new()
    {
        Name = "emnist-" + split,
        Title = "EMNIST " + title,
        TorchvisionFolder = "EMNIST/raw",
        TrainingImages = Images(split + "-train", training),
        TrainingLabels = Labels(split + "-train", training),
        TestImages = Images(split + "-test", test),
        TestLabels = Labels(split + "-test", test),
        IsColumnMajor = true,
        Archive = new("gzip.zip", 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e", "gzip/"),
        Mirrors =
        [
            new("https://biometrics.nist.gov/cs_links/EMNIST/"),
            new("https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/"),
        ],
    };

    private static DatasetFile Images(string part, int count) => new(FileName("images-idx3", part), 16 + (784L * count), null);

    private static DatasetFile Labels(string part, int count) => new(FileName("labels-idx1", part), 8 + (long)count, null);

    private static string FileName(string content, string part) => string.Create(CultureInfo.InvariantCulture, $"emnist-{part}-{content}-ubyte");
}
