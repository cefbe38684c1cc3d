using System.IO.Compression;
using LeNet.Runtime;
using LeNet.Samples.Data.Formats;
using LeNet.Samples.Files;

namespace LeNet.Samples.Data.Numpy;

/// <summary>Arrays of NumPy under the names that are usual: in one .npz file, as Keras and MedMNIST have them, or .npy files of one folder.</summary>
internal sealed class NpzFormat : IDataFormat
{
    private const string Extension = ".npy";

    /// <summary>Deflate's best case: 258 bytes for two bits (RFC 1951).</summary>
    private const long HighestRatio = 1032;

    private static readonly (string Images, string Labels)[] Training = [("x_train", "y_train"), ("X_train", "y_train"), ("train_images", "train_labels"), ("train_x", "train_y")];

    private static readonly (string Images, string Labels)[] Test = [("x_test", "y_test"), ("X_test", "y_test"), ("test_images", "test_labels"), ("test_x", "test_y")];

    private static readonly (string Images, string Labels)[] Whole = [("images", "labels"), ("x", "y"), ("X", "y"), ("data", "target")];

    /// <inheritdoc/>
    public string Wanted => "NumPy's .npz or .npy files";

    /// <inheritdoc/>
    public DataSource? Recognise(string path)
    {
        if (Directory.Exists(path))
        {
            string[] names = [.. Directory.EnumerateFiles(path, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file))];
            return Find(Training, names) is not null || Find(Whole, names) is not null
                ? new FilesData($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))} (NumPy arrays)", path, () => Load(path, names, name => ReadFile(Path.Combine(path, name + Extension))))
                : null;
        }

        return Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase)
            ? new FilesData($"{Path.GetFileName(path)} (NumPy arrays)", path, () => LoadArchive(path))
            : null;
    }

    private static SplitData LoadArchive(string path)
    {
        try
        {
            using ZipArchive archive = FileProblem.Read(path, () => ZipFile.OpenRead(path));
            Dictionary<string, ZipArchiveEntry> entries = [];
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                entries[Path.GetFileNameWithoutExtension(entry.FullName)] = entry;
            }

            return Load(path, [.. entries.Keys], name =>
            {
                using Stream stream = entries[name].Open();
                return NpyBytes.Read(stream, entries[name].CompressedLength * HighestRatio, $"{path}, {entries[name].FullName}");
            });
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException(path, "is a damaged .npz file; get it anew", exception);
        }
    }

    private static NpyBytes ReadFile(string path)
    {
        using FileStream stream = FileProblem.Read(path, () => File.OpenRead(path));
        return NpyBytes.Read(stream, stream.Length, path);
    }

    private static SplitData Load(string path, IReadOnlyList<string> names, Func<string, NpyBytes> read)
    {
        if (Find(Training, names) is { } training)
        {
            Dataset images = Images(path, training, read);
            return Find(Test, names) is { } test ? new SplitData(images, Images(path, test, read)) : SplitData.Of(images, path);
        }

        return Find(Whole, names) is { } whole
            ? SplitData.Of(Images(path, whole, read), path)
            : throw new DataFileException(path, $"has no arrays of these names: {string.Join(", ", Training.Concat(Whole).Select(pair => $"{pair.Images} and {pair.Labels}"))}; it has {string.Join(", ", names.Order(StringComparer.Ordinal))}");
    }

    private static (string Images, string Labels)? Find((string Images, string Labels)[] pairs, IReadOnlyList<string> names)
    {
        int found = Array.FindIndex(pairs, pair => names.Contains(pair.Images) && names.Contains(pair.Labels));
        return found < 0 ? null : pairs[found];
    }

    private static Dataset Images(string path, (string Images, string Labels) names, Func<string, NpyBytes> read)
    {
        NpyBytes images = read(names.Images);
        NpyBytes labels = read(names.Labels);
        ImageAxes axes = ImageAxes.Of(images.Header.Shape)
            ?? throw new DataFileException(path, $"has {names.Images} of shape {images.Header.ShapeText}; images are (count, height, width), or with channels before or after height and width");
        if (labels.Header.Shape is not ([_] or [_, 1]))
        {
            throw new DataFileException(path, $"has {names.Labels} of shape {labels.Header.ShapeText}; labels are a number for each image, (count)");
        }

        if (labels.Values.Length != axes.Count)
        {
            throw new DataFileException(path, $"has {axes.Count} images in {names.Images} and {labels.Values.Length} labels in {names.Labels}");
        }

        return new Dataset(axes.Planar(images.Values), labels.Values, axes.Channels, axes.Height, axes.Width, path);
    }
}
