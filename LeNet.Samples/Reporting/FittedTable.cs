using Spectre.Console;

namespace LeNet.Samples.Reporting;

/// <summary>A table that leaves out its least important columns on a terminal that is too narrow for all.</summary>
internal sealed class FittedTable
{
    private readonly List<Column> _columns = [];
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a column.</summary>
    /// <param name="name">Its header.</param>
    /// <param name="rank">0 if it always stays, else the columns with the highest rank go first.</param>
    /// <param name="isNumber">Whether it is aligned to the right.</param>
    /// <param name="footer">What stands below it, or null.</param>
    public void AddColumn(string name, int rank = 0, bool isNumber = true, string? footer = null) => _columns.Add(new Column(name, rank, isNumber, footer));

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Markup for every column.</param>
    public void AddRow(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    /// <returns>Whether all columns are there.</returns>
    public bool Write(Screen screen)
    {
        List<Column> shown = [.. _columns];
        Table table = Create(shown);
        while (screen.IsLive && screen.Measure(table) > screen.Width && shown.MaxBy(column => column.Rank) is { Rank: > 0 } least)
        {
            shown.Remove(least);
            table = Create(shown);
        }

        screen.Table(table);
        return shown.Count == _columns.Count;
    }

    private Table Create(List<Column> shown)
    {
        var table = new Table();
        foreach (Column column in shown)
        {
            var header = new TableColumn(column.Name);
            if (column.Footer is { } footer)
            {
                header.Footer(footer);
            }

            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow([.. shown.Select(column => row[_columns.IndexOf(column)])]);
        }

        return table;
    }

    private sealed record Column(string Name, int Rank, bool IsNumber, string? Footer);
}
