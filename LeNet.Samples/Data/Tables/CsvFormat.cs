using LeNet.Runtime;
using LeNet.Samples.Data.Formats;

namespace LeNet.Samples.Data.Tables;

/// <summary>
/// Tables of images, a row each: a label and the pixels, 0 to 255, in CSV or TSV files, gzip or not. In one file, or in a folder with one file whose name ends in
/// <c>train.csv</c> and one in <c>test.csv</c>.
/// </summary>
internal sealed class CsvFormat : IDataFormat
{
    private static readonly string[] Extensions = [".csv", ".tsv"];

    /// <inheritdoc/>
    public string Wanted => "a .csv or .tsv file of labels and pixels";

    /// <inheritdoc/>
    public DataSource? Recognise(string path)
    {
        if (File.Exists(path))
        {
            return IsTable(path)
                ? Source(Path.GetFileName(path) + ", " + SplitData.HeldOut, path, [path], tables => SplitData.Of(tables[0], path))
                : null;
        }

        string[] files = [.. Directory.EnumerateFiles(path).Where(IsTable).Order(StringComparer.Ordinal)];
        string[] training = [.. files.Where(file => Stem(file).EndsWith("train", StringComparison.OrdinalIgnoreCase))];
        string[] test = [.. files.Where(file => Stem(file).EndsWith("test", StringComparison.OrdinalIgnoreCase))];
        return training is [var first] && test is [var second]
            ? Source($"{Path.GetFileName(first)} and {Path.GetFileName(second)}", path, [first, second], tables => new SplitData(tables[0], tables[1]))
            : null;
    }

    /// <summary>Labels are numbered over all files, so that a name is one class everywhere.</summary>
    private static FilesData Source(string title, string path, string[] files, Func<IReadOnlyList<Dataset>, SplitData> split)
    {
        Lazy<LabelledTables> tables = new(() => LabelledTables.Of([.. files.Select(ImageTable.Read)]));
        return new FilesData(title, path, () => split(tables.Value.Datasets), () => tables.Value.ClassNames);
    }

    private static bool IsTable(string path) => Extensions.Contains(Path.GetExtension(WithoutGzip(path)).ToLowerInvariant());

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(WithoutGzip(path));

    private static string WithoutGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
}
