using System.Globalization;
using LeNet.Runtime;
using nietras.SeparatedValues;

namespace LeNet.Samples.Data.Tables;

/// <summary>Which column of a table is the label.</summary>
/// <param name="Count">Columns.</param>
/// <param name="Label">The label's, from 0.</param>
/// <param name="IsHeader">Whether the first row names the columns.</param>
internal sealed record TableColumns(int Count, int Label, bool IsHeader)
{
    /// <summary>
    /// Of the first row: the column that is named as labels are; else, where only one field of the row is text, that field's; else the first.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="names">Names that labels have.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">It has one column.</exception>
    public static TableColumns Of(SepReader.Row row, IReadOnlyList<string> names, string path)
    {
        if (row.ColCount < 2)
        {
            throw new DataFileException(path, "has one column; a table of images has a label and the pixels, separated by commas, semicolons or tabs");
        }

        List<int> texts = [];
        for (int column = 0; column < row.ColCount; column++)
        {
            string field = row[column].ToString().Trim();
            if (names.Contains(field, StringComparer.OrdinalIgnoreCase))
            {
                return new TableColumns(row.ColCount, column, IsHeader: true);
            }

            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                texts.Add(column);
            }
        }

        // One word among numbers is a class's name, in a table without a header.
        return texts is [var only] ? new TableColumns(row.ColCount, only, IsHeader: false) : new TableColumns(row.ColCount, 0, texts.Count > 0);
    }
}
