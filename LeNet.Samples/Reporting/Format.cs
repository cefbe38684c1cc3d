using System.Globalization;
using Spectre.Console;

namespace LeNet.Samples.Reporting;

/// <summary>Numbers and text for people, the same on every machine.</summary>
internal static class Format
{
    /// <summary>A count with its thousands set off: 61,706.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun: 1 epoch, 10 epochs.</summary>
    public static string Count(long count, string noun) => Count(count) + " " + noun + (count == 1 ? "" : "s");

    /// <summary>A mean loss.</summary>
    public static string Loss(double loss) => loss.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 in percent: 98.86%.</summary>
    public static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture) + "%";

    /// <summary>A time in seconds: 0.84 s.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s";

    /// <summary>A time to wait, in whole seconds: 0:07, 12:30 or 1:00:00.</summary>
    public static string Clock(TimeSpan time)
    {
        long seconds = (long)Math.Ceiling(Math.Max(0, time.TotalSeconds));
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>Bytes in the unit that suits their number: 9.7 MB.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F1} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB"),
    };

    /// <summary>A number in as few digits as tell it from every other: 0.01.</summary>
    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A learning rate that moves, to three digits: 0.0123.</summary>
    public static string Rate(double rate) => rate.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A shape: 6×28×28.</summary>
    public static string Shape(IEnumerable<int> shape) =>
        string.Join('×', shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Text from outside, made safe to stand in markup and on one line.</summary>
    public static string Literal(string text) => Markup.Escape(Text.OneLine(text));
}
