using System.CommandLine;
using LeNet.Samples.Parsing;
using LeNet.Samples.Sweeping.Reporting;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Commands;

/// <summary><c>sweep report</c>: what came of a sweep, be it done or not.</summary>
internal static class SweepReportCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> folder = PathOption.FolderArgument("DIR", "Folder of a sweep.");
        IPictures? pictures = PictureSupport.Find();
        var noPictures = new Option<bool>("--no-pictures") { Description = "Draw no picture of how validation depends on each option." };
        var command = new Command("report", "Rank the settings of a sweep by validation, and name the best run. Writes all results into results.jsonl and results.csv.") { folder };
        if (pictures is not null)
        {
            command.Options.Add(noPictures);
        }

        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction(parsed =>
        {
            CommonSettings settings = common.Read(parsed);
            SweepFolder sweep = SweepFolder.Open(parsed.GetRequiredValue(folder));
            IReadOnlyList<RunResult> results = sweep.ReadResults();
            sweep.WriteTables(results);
            var chart = new SweepChart(sweep.Plan, results);
            (string? picture, string? problem) = parsed.GetValue(noPictures) || chart.Panels.Count == 0 ? (null, null) : Draw(pictures, chart, sweep.Path);
            new SweepReport(sweep, results, picture, problem).Write(settings.Format, parsed.InvocationConfiguration.Output);
            return ExitStatus.Done;
        });
        return command.WithExamples("sweep report sweeps/first", "sweep report sweeps/first --json");
    }

    /// <summary>A machine that cannot draw has results all the same.</summary>
    private static (string? Name, string? Problem) Draw(IPictures? pictures, SweepChart chart, string folder)
    {
        try
        {
            return (pictures?.Draw(chart, folder), null);
        }
        catch (FailureException exception)
        {
            return (null, exception.Message);
        }
    }
}
