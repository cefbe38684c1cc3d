using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Data.Formats;

/// <summary>
/// The binary versions of CIFAR-10 and CIFAR-100: records of labels and 3×32×32 bytes, planes of red, green and blue
/// (A. Krizhevsky: "Learning Multiple Layers of Features from Tiny Images", 2009, and the data sets' page).
/// </summary>
internal sealed class CifarFormat : IDataFormat
{
    private const int Channels = 3;
    private const int Side = 32;
    private const int ImageBytes = Channels * Side * Side;

    private static readonly Version[] Versions =
    [
        new("CIFAR-10", "cifar-10-batches-bin", ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"], "test_batch.bin", "batches.meta.txt", 1),
        new("CIFAR-100", "cifar-100-binary", ["train.bin"], "test.bin", "fine_label_names.txt", 2),
    ];

    /// <inheritdoc/>
    public string Wanted => "CIFAR's binary files";

    /// <inheritdoc/>
    public DataSource? Recognise(string path)
    {
        foreach (Version version in Versions)
        {
            string? folder = new[] { path, Path.Combine(path, version.Folder) }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, version.Test)));
            if (folder is not null && version.Training.All(name => File.Exists(Path.Combine(folder, name))))
            {
                return new FilesData($"{version.Title} (binary files)", folder, () => Read(folder, version), () => Names(folder, version));
            }
        }

        return null;
    }

    private static SplitData Read(string folder, Version version) => new(Read(folder, version.Training, version), Read(folder, [version.Test], version));

    private static Dataset Read(string folder, IReadOnlyList<string> names, Version version)
    {
        byte[][] files = [.. names.Select(name => ReadFile(Path.Combine(folder, name), version))];
        int record = version.LabelBytes + ImageBytes;
        int count = files.Sum(file => file.Length / record);
        byte[] images = new byte[count * ImageBytes];
        byte[] labels = new byte[count];
        int next = 0;
        foreach (byte[] file in files)
        {
            for (int begin = 0; begin < file.Length; begin += record)
            {
                // Of CIFAR-100's two labels, the finer one is the last.
                labels[next] = file[begin + version.LabelBytes - 1];
                file.AsSpan(begin + version.LabelBytes, ImageBytes).CopyTo(images.AsSpan(next++ * ImageBytes));
            }
        }

        return new Dataset(images, labels, Channels, Side, Side, names.Count == 1 ? Path.Combine(folder, names[0]) : folder);
    }

    private static byte[] ReadFile(string path, Version version)
    {
        byte[] content = FileProblem.Read(path, () => File.ReadAllBytes(path));
        int record = version.LabelBytes + ImageBytes;
        return content.Length > 0 && content.Length % record == 0
            ? content
            : throw new DataFileException(path, $"has {content.Length} bytes, which is no number of records of {record} bytes, as {version.Title} has them; get it anew");
    }

    /// <summary>A name a line, if the file is there.</summary>
    private static IReadOnlyList<string> Names(string folder, Version version)
    {
        string path = Path.Combine(folder, version.Names);
        return File.Exists(path) ? [.. FileProblem.Read(path, () => File.ReadAllLines(path)).Select(line => line.Trim()).Where(line => line.Length > 0)] : [];
    }

    /// <param name="Title">The data set's name.</param>
    /// <param name="Folder">The folder in its archive.</param>
    /// <param name="Training">Files of training images.</param>
    /// <param name="Test">The file of test images.</param>
    /// <param name="Names">The file of the classes' names.</param>
    /// <param name="LabelBytes">Labels before each image.</param>
    private sealed record Version(string Title, string Folder, IReadOnlyList<string> Training, string Test, string Names, int LabelBytes);
}
