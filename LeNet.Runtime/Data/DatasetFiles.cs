namespace LeNet.Runtime;

/// <summary>Where the four files of a data set lie on this machine.</summary>
/// <param name="TrainingImages">Path of the images to train on.</param>
/// <param name="TrainingLabels">Path of their labels.</param>
/// <param name="TestImages">Path of the images to test on.</param>
/// <param name="TestLabels">Path of their labels.</param>
public sealed record DatasetFiles(string TrainingImages, string TrainingLabels, string TestImages, string TestLabels)
{
    /// <summary>Whether the files hold each image column by column, so that it is transposed when it is read.</summary>
    public bool IsColumnMajor { get; init; }

    /// <summary>The label of the first class in the files, which becomes class 0.</summary>
    public int FirstLabel { get; init; }

    /// <summary>Reads the training set.</summary>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or the two do not belong together.</exception>
    public Dataset LoadTraining() => Dataset.Load(TrainingImages, TrainingLabels, IsColumnMajor, FirstLabel);

    /// <summary>Reads the test set.</summary>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or the two do not belong together.</exception>
    public Dataset LoadTest() => Dataset.Load(TestImages, TestLabels, IsColumnMajor, FirstLabel);

    /// <summary>
    /// Finds a data set: in the folder given; else in the folder that the environment variable <c>LENET_DATA</c> names,
    /// in its subfolder of the data set's name or in itself, unless that holds another data set;
    /// else where the operating system's package puts it; else in the user's cache folder, into which what is missing there is downloaded.
    /// In a folder given either way, torchvision's folder, such as <c>MNIST/raw</c>, will do as well. It may hold any IDX files of those names, gzip or not, but not those of another data set;
    /// nothing is ever downloaded into it.
    /// </summary>
    /// <param name="dataset">What to find.</param>
    /// <param name="folder">The folder, or null.</param>
    /// <param name="progress">Told of a download as it proceeds, on the thread that receives it.</param>
    /// <param name="cancellationToken">Breaks off a download; a later one resumes it.</param>
    /// <param name="part">What is needed of it; the paths of other files that are not there are those that they would have.</param>
    /// <exception cref="DataFileException">A folder given lacks files, or the download failed.</exception>
    /// <exception cref="OperationCanceledException">The download was broken off.</exception>
    public static Task<DatasetFiles> LocateAsync(
        DatasetDescription dataset,
        string? folder = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default,
        DatasetPart part = DatasetPart.Both)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DatasetLocator().LocateAsync(dataset, folder, progress, cancellationToken, part);
    }
}
