using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Samples.Data.Tables;

/// <summary>Tables with their labels as classes.</summary>
/// <param name="Datasets">A data set of each table.</param>
/// <param name="ClassNames">The classes' names, in ordinal order; none where all labels are numbers, which then are the classes.</param>
internal sealed record LabelledTables(IReadOnlyList<Dataset> Datasets, IReadOnlyList<string> ClassNames)
{
    private const int MostClasses = 256;

    /// <summary>Numbers the labels.</summary>
    /// <param name="tables">The tables.</param>
    /// <exception cref="DataFileException">There are too many classes.</exception>
    public static LabelledTables Of(IReadOnlyList<ImageTable> tables)
    {
        string[] names = [.. tables.SelectMany(table => table.Labels).Distinct().Order(StringComparer.Ordinal)];
        bool areNumbers = names.All(name => byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (!areNumbers && names.Length > MostClasses)
        {
            throw new DataFileException(tables[0].Path, $"has {names.Length} different labels, such as '{names[0]}' and '{names[1]}', and at most {MostClasses} classes are read; is the label's column another one? Name it label");
        }

        Dictionary<string, byte> classes = [];
        for (int i = 0; i < names.Length; i++)
        {
            classes[names[i]] = areNumbers ? byte.Parse(names[i], CultureInfo.InvariantCulture) : (byte)i;
        }

        return new LabelledTables(
            [.. tables.Select(table => new Dataset(table.Pixels, [.. table.Labels.Select(label => classes[label])], table.Axes.Channels, table.Axes.Height, table.Axes.Width, table.Path))],
            areNumbers ? [] : names);
    }
}
