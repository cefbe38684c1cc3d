namespace LeNet.Runtime;

/// <summary>A published data set of labelled images: four IDX files and where to get them.</summary>
public sealed partial record DatasetDescription
{
    /// <summary>The name on the command line, which is the cache folder's name too.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Images to train on.</summary>
    public required DatasetFile TrainingImages { get; init; }

    /// <summary>Their labels.</summary>
    public required DatasetFile TrainingLabels { get; init; }

    /// <summary>Images to test on.</summary>
    public required DatasetFile TestImages { get; init; }

    /// <summary>Their labels.</summary>
    public required DatasetFile TestLabels { get; init; }

    /// <summary>
    /// Folders on the web, each ending in a slash, that hold the files with <c>.gz</c> added to their names,
    /// or the <see cref="Archive"/>; tried in order.
    /// </summary>
    public required IReadOnlyList<Uri> Mirrors { get; init; }

    /// <summary>The one file that all four are published in, or null if each is published alone.</summary>
    public DatasetArchive? Archive { get; init; }

    /// <summary>A folder in which an operating system's package puts the files, or null.</summary>
    public string? SystemFolder { get; init; }

    /// <summary>The folder in which torchvision's class for the data set keeps the files, below the root that it is given, or null.</summary>
    internal string? TorchvisionFolder { get; init; }

    /// <summary>Whether the files hold each image column by column instead of row by row, so that it must be transposed.</summary>
    public bool IsColumnMajor { get; init; }

    /// <summary>The label of the first class in the files: 1 for EMNIST's letters, whose A is then class 0.</summary>
    public int FirstLabel { get; init; }

    /// <summary>The four files.</summary>
    public IReadOnlyList<DatasetFile> Files => [TrainingImages, TrainingLabels, TestImages, TestLabels];

    /// <summary>The files of a part.</summary>
    internal IReadOnlyList<DatasetFile> FilesOf(DatasetPart part) => part == DatasetPart.Test ? [TestImages, TestLabels] : Files;

    /// <summary>The data sets known by name.</summary>
    public static IReadOnlyList<DatasetDescription> All =>
        [Mnist, FashionMnist, Kmnist, Qmnist, EmnistDigits, EmnistLetters, EmnistBalanced, EmnistByClass, EmnistByMerge, EmnistMnist];

    /// <summary>The data set of a name, or null.</summary>
    public static DatasetDescription? Find(string name) =>
        All.FirstOrDefault(dataset => string.Equals(dataset.Name, name, StringComparison.Ordinal));

    /// <summary>Handwritten digits: 60,000 to train and 10,000 to test, 28×28, grey (LeCun, Cortes, Burges 1998).</summary>
    public static DatasetDescription Mnist { get; } = new()
    {
        Name = "mnist",
        Title = "MNIST",
        TorchvisionFolder = "MNIST/raw",
        TrainingImages = new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainingLabels = new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages = new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels = new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        Mirrors =
        [
            new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        ],
    };
}
