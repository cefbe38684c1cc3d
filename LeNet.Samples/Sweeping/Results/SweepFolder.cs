using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>
/// The folder of a sweep: its plan, a folder for each run as <c>train</c> writes it, and a file for each result. Runs on several machines write to files of their
/// own, each whole or not at all, so nobody waits for a lock.
/// </summary>
internal sealed class SweepFolder
{
    /// <summary>The folder, below the current one, of sweeps that were given none.</summary>
    public const string DefaultParent = "sweeps";

    /// <summary>All results, a line of JSON each.</summary>
    public const string LinesName = "results.jsonl";

    /// <summary>All results as a table.</summary>
    public const string TableName = "results.csv";

    private const string PlanName = "plan.jsonl";
    private const string RunsName = "runs";
    private const string ResultsName = "results";
    private const int MostSweepsPerSecond = 100;

    private readonly int _digits;

    private SweepFolder(string path, SweepPlan plan)
    {
        (Path, Plan) = (path, plan);
        _digits = plan.Runs.Count.ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The sweep's plan.</summary>
    public SweepPlan Plan { get; }

    /// <summary>Checks that a folder holds no sweep yet.</summary>
    /// <exception cref="DataFileException">It does.</exception>
    public static void RequireNew(string? path)
    {
        if (path is not null && File.Exists(Of(path, PlanName)))
        {
            throw new DataFileException(path, $"holds a sweep already; go on with it by sweep --resume {ShellText.Quote(path)}, or name another folder");
        }
    }

    /// <summary>Makes the folder of a new sweep, with its plan.</summary>
    /// <param name="path">The folder, or null for a new one that is named after the time.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="DataFileException">It cannot be made, or holds a sweep already.</exception>
    public static SweepFolder Create(string? path, SweepPlan plan)
    {
        RequireNew(path);
        string folder = path ?? Unused(DateTime.Now);
        try
        {
            Directory.CreateDirectory(Of(folder, RunsName));
            Directory.CreateDirectory(Of(folder, ResultsName));
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw new DataFileException(folder, $"the folder cannot be made: {FileProblem.Describe(exception)}; name another one with --out", exception);
        }

        AtomicFile.Write(Of(folder, PlanName), PlanFile.Serialize(plan));
        return new SweepFolder(folder, plan);
    }

    /// <summary>The folder of a sweep that was begun.</summary>
    /// <exception cref="DataFileException">It is none, or its plan cannot be read.</exception>
    public static SweepFolder Open(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DataFileException(path, "no such folder");
        }

        string plan = Of(path, PlanName);
        return File.Exists(plan)
            ? new SweepFolder(path, PlanFile.Load(plan))
            : throw new DataFileException(path, $"is not the folder of a sweep (no file {PlanName})");
    }

    /// <summary>A run's folder.</summary>
    public string RunFolderOf(int run) => Of(Path, RunsName, NameOf(run));

    /// <summary>A file beside the plan.</summary>
    public string FileOf(string name) => Of(Path, name);

    /// <summary>Whether a run has a result.</summary>
    public bool HasResult(int run) => File.Exists(ResultOf(run));

    /// <summary>The result of a run that has one.</summary>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public RunResult ReadResult(int run) => ResultFile.Load(ResultOf(run), Plan);

    /// <summary>The results that there are, in the order of the runs.</summary>
    /// <exception cref="DataFileException">One cannot be read.</exception>
    public IReadOnlyList<RunResult> ReadResults() =>
        [.. Plan.Runs.Where(run => HasResult(run.Number)).Select(run => ReadResult(run.Number))];

    /// <summary>Writes a run's result.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public void WriteResult(RunResult result) => AtomicFile.Write(ResultOf(result.Run), [.. ResultFile.Serialize(Plan, result), (byte)'\n']);

    /// <summary>Writes all results into one file of lines and one table.</summary>
    /// <exception cref="DataFileException">They cannot be written.</exception>
    public void WriteTables(IReadOnlyList<RunResult> results)
    {
        using var lines = new MemoryStream();
        foreach (RunResult result in results)
        {
            lines.Write(ResultFile.Serialize(Plan, result));
            lines.WriteByte((byte)'\n');
        }

        AtomicFile.Write(FileOf(LinesName), lines.ToArray());
        AtomicFile.Write(FileOf(TableName), ResultTable.Serialize(Plan, results));
    }

    /// <summary>The epochs of a run that are complete, as its folder has them.</summary>
    /// <exception cref="DataFileException">Its metrics are there, but cannot be read.</exception>
    public IReadOnlyList<EpochReport> ReadEpochs(int run)
    {
        string metrics = Of(RunFolderOf(run), RunFolder.MetricsName);
        try
        {
            return File.Exists(metrics) ? [.. MetricsLine.Parse(metrics, File.ReadAllBytes(metrics))] : [];
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(metrics, exception);
        }
    }

    private static string Of(params ReadOnlySpan<string> parts) => System.IO.Path.Combine(parts);

    private static string Unused(DateTime time)
    {
        string name = Of(DefaultParent, time.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        for (int number = 1; number < MostSweepsPerSecond; number++)
        {
            string path = number == 1 ? name : FormattableString.Invariant($"{name}-{number}");
            if (!System.IO.Path.Exists(path))
            {
                return path;
            }
        }

        return name;
    }

    private string NameOf(int run) => run.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0');

    private string ResultOf(int run) => Of(Path, ResultsName, NameOf(run) + ".json");
}
