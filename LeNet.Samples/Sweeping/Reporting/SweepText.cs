using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>What people are told before and after a sweep: a name and a value per line.</summary>
internal static class SweepText
{
    /// <summary>Writes what is about to be done.</summary>
    public static void WriteStart(Screen screen, SweepFacts facts)
    {
        SweepPlan plan = facts.Plan;
        Write(screen, "sweep", $"[bold]{Format.Count(plan.Runs.Count, "run")}[/]{(facts.Results.Count > 0 ? $", {Format.Count(facts.Results.Count)} of them done" : "")}, {Format.Count(facts.Jobs)} at once, each on one thread");
        if (plan.Names.Count > 0)
        {
            Write(screen, "varied", Format.Literal(string.Join(", ", plan.Names)));
        }

        if (plan.Halving is { } factor)
        {
            Write(screen, "halving", $"one of {factor} settings goes on each time");
        }

        Write(screen, "data", Format.Literal(facts.Data));
        if (facts.Note is { } note)
        {
            Write(screen, "kept", Format.Literal(note));
        }

        Write(screen, "output", Format.Literal(facts.Folder));
        screen.Line();
    }

    /// <summary>Writes what came of it, with the best run.</summary>
    public static void WriteBest(Screen screen, SweepPlan plan, IReadOnlyList<SettingResult> ranking)
    {
        if (ranking is not [{ Best: { } run } best, ..])
        {
            Write(screen, "best", "[yellow]none, as no run has a validation[/]");
            return;
        }

        if (best.Results.Count > 1)
        {
            Write(screen, "best", $"{(plan.SettingNames.Count > 0 ? $"[bold]{Format.Literal(Settings(plan, best))}[/]: " : "")}validation accuracy {Accuracy(best)} over {Format.Count(best.Count, "run")}, loss {Format.Loss(best.Loss)}");
            Write(screen, "its best", $"run {run.Run}, validation accuracy {Format.Percent(run.Last!.Validation!.Accuracy)}, loss {Format.Loss(run.Last.Validation.Loss)}");
        }
        else
        {
            Write(screen, "best", $"run {run.Run}{(plan.Names.Count > 0 ? $", [bold]{Format.Literal(plan.Describe(plan.Runs[run.Run - 1]))}[/]" : "")}: validation accuracy {Format.Percent(run.Last!.Validation!.Accuracy)}, loss {Format.Loss(run.Last.Validation.Loss)}");
        }

        Write(screen, "command", Format.Literal(plan.Runs[run.Run - 1].CommandLine));
    }

    /// <summary>Writes a line.</summary>
    public static void Write(Screen screen, string name, string markup) => screen.Prose($"[grey]{name,-8}[/]  {markup}", indent: 10);

    /// <summary>A mean accuracy with its spread: 98.12% ± 0.10.</summary>
    public static string Accuracy(SettingResult setting) =>
        Format.Percent(setting.Accuracy) + (setting.Spread is { } spread ? FormattableString.Invariant($" ± {100 * spread:F2}") : "");

    private static string Settings(SweepPlan plan, SettingResult result) =>
        string.Join(", ", plan.SettingNames.Zip(result.Setting.Values, (name, value) => $"{name} {value}"));
}
