using System.Text.Json;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>Tells programs of a sweep: JSON objects, told apart by their member <c>event</c>.</summary>
internal sealed class JsonSweepReporter(TextWriter output) : ISweepReporter
{
    private readonly Lock _gate = new();
    private SweepFacts? _facts;

    /// <inheritdoc/>
    public DownloadReport? Download => null;

    /// <inheritdoc/>
    public void Starting(SweepFacts facts)
    {
        _facts = facts;
        Write("start", json =>
        {
            json.WriteNumber("runs", facts.Plan.Runs.Count);
            json.WriteNumber("done", facts.Results.Count);
            json.WriteNumber("jobs", facts.Jobs);
            json.WriteString("out", facts.Folder);
        });
    }

    /// <inheritdoc/>
    public void Began(PlannedRun run)
    {
    }

    /// <inheritdoc/>
    public void Proceeded(double work)
    {
    }

    /// <inheritdoc/>
    public void Completed(RunResult result) => Write("run", json => ResultFile.WriteMembers(json, _facts!.Plan, result));

    /// <inheritdoc/>
    public void Rests(PlannedRun run)
    {
    }

    /// <inheritdoc/>
    public void Halved(int epochs, int remaining, int before) => Write("halving", json =>
    {
        json.WriteNumber("epochs", epochs);
        json.WriteNumber("settings", before);
        json.WriteNumber("remaining", remaining);
    });

    /// <inheritdoc/>
    public void Failed(PlannedRun run, string problem) => Write("failure", json =>
    {
        json.WriteNumber("run", run.Number);
        json.WriteString("problem", problem);
    });

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(IReadOnlyList<SettingResult> ranking) => Write("end", json =>
    {
        json.WriteNumber("runs", ranking.Sum(setting => setting.Results.Count));
        WriteBest(json, _facts!.Plan, ranking);
    });

    /// <summary>Writes the best run and its command line, or null where there is none.</summary>
    public static void WriteBest(Utf8JsonWriter json, SweepPlan plan, IReadOnlyList<SettingResult> ranking)
    {
        if (ranking is [{ Best: { } best }, ..])
        {
            json.WriteNumber("best_run", best.Run);
            json.WriteString("best_command", plan.Runs[best.Run - 1].CommandLine);
        }
        else
        {
            json.WriteNull("best_run");
        }
    }

    private void Write(string name, Action<Utf8JsonWriter> writeMembers)
    {
        lock (_gate)
        {
            JsonLines.WriteLine(output, json =>
            {
                json.WriteString("event", name);
                writeMembers(json);
            });
        }
    }
}
