using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using LeNet.Runtime;
using LeNet.Samples.Data.Formats;
using LeNet.Samples.Files;
using nietras.SeparatedValues;

namespace LeNet.Samples.Data.Tables;

/// <summary>A table of images: in each row a label and the pixels.</summary>
/// <param name="Path">The file.</param>
/// <param name="Labels">The labels as they are written.</param>
/// <param name="Pixels">Pixels of all images.</param>
/// <param name="Axes">How the pixels of an image lie.</param>
internal sealed record ImageTable(string Path, IReadOnlyList<string> Labels, byte[] Pixels, ImageAxes Axes)
{
    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "y", "digit", "category"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">It cannot be read, or a row of it is wrong.</exception>
    public static ImageTable Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using SepReader reader = Sep.Reader(options => options with { HasHeader = false, DisableColCountCheck = true, Unescape = true }).From(content);
            return Read(reader, path);
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException(path, $"is damaged: {exception.Message.TrimEnd('.')}", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new DataFileException(path, $"is no table that can be read: {exception.Message.TrimEnd('.')}", exception);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }
    }

    private static ImageTable Read(SepReader reader, string path)
    {
        TableColumns? columns = null;
        List<string> labels = [];
        List<byte> pixels = [];
        foreach (SepReader.Row row in reader)
        {
            if (columns is null)
            {
                columns = TableColumns.Of(row, LabelNames, path);
                if (columns.IsHeader)
                {
                    continue;
                }
            }

            if (row.ColCount != columns.Count)
            {
                throw Wrong(path, row.LineNumberFrom, null, $"has {row.ColCount} columns, and the first row {columns.Count}");
            }

            string label = row[columns.Label].ToString().Trim();
            labels.Add(label.Length > 0 ? label : throw Wrong(path, row.LineNumberFrom, columns.Label, "there is no label"));
            int at = pixels.Count;
            CollectionsMarshal.SetCount(pixels, at + columns.Count - 1);
            Span<byte> image = CollectionsMarshal.AsSpan(pixels)[at..];
            int next = 0;
            for (int column = 0; column < columns.Count; column++)
            {
                if (column != columns.Label)
                {
                    image[next++] = Level(row[column].Span, path, row.LineNumberFrom, column);
                }
            }
        }

        if (columns is null || labels.Count == 0)
        {
            throw new DataFileException(path, "has no rows");
        }

        ImageAxes axes = ImageAxes.OfFlat(labels.Count, columns.Count - 1)
            ?? throw new DataFileException(path, $"has {columns.Count - 1} columns beside the label, which are no square image of one or three channels");
        return new ImageTable(path, labels, [.. pixels], axes);
    }

    private static byte Level(ReadOnlySpan<char> text, string path, int line, int column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && (byte)value == value
            ? (byte)value
            : throw Wrong(path, line, column, $"'{Shortened(text)}' is no level of a pixel, a whole number from 0 to 255");

    private static string Shortened(ReadOnlySpan<char> text) => text.Length <= 20 ? text.ToString() : string.Concat(text[..20], "…");

    private static DataFileException Wrong(string path, int line, int? column, string problem) =>
        new(path, FormattableString.Invariant($"line {line}{(column is { } at ? FormattableString.Invariant($", column {at + 1}") : "")}: {problem}"));
}
