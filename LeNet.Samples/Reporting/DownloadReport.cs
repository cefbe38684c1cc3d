using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>
/// Shows people how a download proceeds: a bar on a terminal, else a line when a file begins and one at each further quarter of it.
/// </summary>
internal sealed class DownloadReport(Screen screen, DatasetDescription dataset, TimeProvider? clock = null) : IProgress<DownloadProgress>
{
    private const int Parts = 4;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly LiveLine _line = new(screen, clock ?? TimeProvider.System);
    private int _number;
    private long _part;
    private long _began;
    private long _bytesBefore;
    private bool _hasBegun;

    /// <summary>Shows nothing unless people read along and there is something to download.</summary>
    public static DownloadReport? For(OutputFormat format, TextWriter output, DatasetDescription? dataset) =>
        format == OutputFormat.Human && dataset is not null ? new DownloadReport(new Screen(output), dataset) : null;

    /// <summary>Removes the bar, when all is there or nothing more comes.</summary>
    public void End() => _line.Clear();

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (value is { Bytes: 0, TotalBytes: null } && !screen.IsLive)
        {
            return; // nothing has come yet
        }

        long part = value.TotalBytes is > 0 and { } total ? Parts * value.Bytes / total : 0;
        bool isNew = value.Number != _number;
        if (isNew || (value.TotalBytes is not null && !_hasBegun))
        {
            _hasBegun = value.TotalBytes is not null;
            (_began, _bytesBefore) = (_clock.GetTimestamp(), value.Bytes);
        }

        if (screen.IsLive)
        {
            ReportLive(value, isNew);
        }
        else if (isNew || part > _part)
        {
            string size = value.TotalBytes is { } bytes ? $"{Format.Bytes(value.Bytes)} of {Format.Bytes(bytes)}" : Format.Bytes(value.Bytes);
            screen.Line($"[grey]downloading {Format.Literal(dataset.Title)}, file {value.Number} of {value.Count}, {Format.Literal(value.File)}: {size}[/]");
        }

        _part = isNew ? part : Math.Max(part, _part);
        _number = value.Number;
    }

    private void ReportLive(DownloadProgress value, bool isNew)
    {
        if (isNew || value.Bytes == value.TotalBytes || _line.IsDue)
        {
            _line.Show(width => Compose(value, width));
        }
    }

    private string Compose(DownloadProgress value, int width)
    {
        string name = $"{dataset.Title}, file {value.Number} of {value.Count}";
        if (value.TotalBytes is not > 0)
        {
            string text = $"{name}: {(value.Bytes > 0 ? Format.Bytes(value.Bytes) : "asking for it")}";
            return $"[grey]{Format.Literal(text[..Math.Min(text.Length, width)])}[/]";
        }

        double seconds = _clock.GetElapsedTime(_began).TotalSeconds;
        double rate = seconds > 0 ? (value.Bytes - _bytesBefore) / seconds : 0;
        List<string> facts = [$"{Format.Bytes(value.Bytes)} of {Format.Bytes(value.TotalBytes.Value)}"];
        if (rate >= 1)
        {
            facts.Add($"{Format.Bytes((long)rate)}/s");
            facts.Add($"{Format.Clock(TimeSpan.FromSeconds(Math.Min(1e6, (value.TotalBytes.Value - value.Bytes) / rate)))} left");
        }

        return ProgressBar.Compose(
            name, (double)value.Bytes / value.TotalBytes.Value, facts, width, screen.IsUnicode);
    }
}
