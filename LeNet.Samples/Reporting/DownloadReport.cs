using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>Shows people how a download proceeds: a line when a file begins and one at each further quarter of it.</summary>
internal sealed class DownloadReport(Screen screen, DatasetDescription dataset) : IProgress<DownloadProgress>
{
    private const int Parts = 4;

    private int _number;
    private long _part;

    /// <summary>Shows nothing unless people read along and there is something to download.</summary>
    public static IProgress<DownloadProgress>? For(OutputFormat format, TextWriter output, DatasetDescription? dataset) =>
        format == OutputFormat.Human && dataset is not null ? new DownloadReport(new Screen(output), dataset) : null;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        long part = value.TotalBytes is > 0 and { } total ? Parts * value.Bytes / total : 0;
        if (value.Number == _number && part <= _part)
        {
            return;
        }

        (_number, _part) = (value.Number, part);
        string size = value.TotalBytes is { } bytes ? $"{Format.Bytes(value.Bytes)} of {Format.Bytes(bytes)}" : Format.Bytes(value.Bytes);
        screen.Line($"[grey]downloading {Format.Literal(dataset.Title)}, file {value.Number} of {value.Count}, {Format.Literal(value.File)}: {size}[/]");
    }
}
