using System.Globalization;
using System.Text;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Reporting;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Sweeping.Cluster;

/// <summary>Writes what a cluster needs beside a sweep's plan: a job for Slurm, and a command line per run for whatever else starts them.</summary>
internal static class JobFiles
{
    private const string JobName = "job.sh";
    private const string TasksName = "tasks.txt";
    private const string LogsName = "logs";

    /// <summary>Array indices that Slurm allows where nobody has raised MaxArraySize.</summary>
    private const int MostTasks = 1000;

    /// <summary>Writes both, and says how to go on.</summary>
    /// <exception cref="DataFileException">They cannot be written.</exception>
    public static void Write(SweepFolder folder, OutputFormat format, string? note, TextWriter output)
    {
        string path = Path.GetFullPath(folder.Path);
        int runs = folder.Plan.Runs.Count;
        try
        {
            Directory.CreateDirectory(folder.FileOf(LogsName));
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw new DataFileException(folder.FileOf(LogsName), $"the folder cannot be made: {FileProblem.Describe(exception)}", exception);
        }

        AtomicFile.Write(folder.FileOf(JobName), Encoding.UTF8.GetBytes(Job(path, runs)));
        AtomicFile.Write(folder.FileOf(TasksName), Encoding.UTF8.GetBytes(string.Concat(folder.Plan.Runs.Select(run => Task(path, run.Number.ToString(CultureInfo.InvariantCulture)) + "\n"))));
        MakeExecutable(folder.FileOf(JobName));
        string job = folder.FileOf(JobName);
        string first = runs > MostTasks ? $"sbatch --array=1-{MostTasks} {ShellText.Quote(job)}" : $"sbatch {ShellText.Quote(job)}";
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("event", "job");
                    json.WriteNumber("runs", runs);
                    json.WriteString("job", job);
                    json.WriteString("tasks", folder.FileOf(TasksName));
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(Text.OneLine(job));
                break;
            default:
                var screen = new Screen(output);
                SweepText.Write(screen, "sweep", $"[bold]{Format.Count(runs, "run")}[/] in {Format.Literal(folder.Path)}");
                if (note is not null)
                {
                    SweepText.Write(screen, "kept", Format.Literal(note));
                }

                SweepText.Write(screen, "submit", Format.Literal(first) + (runs > MostTasks ? $", then with OFFSET={MostTasks} and so on: its first lines say how" : "; once more for tasks that failed"));
                SweepText.Write(screen, "or", Format.Literal($"parallel -j 2 < {ShellText.Quote(folder.FileOf(TasksName))}"));
                SweepText.Write(screen, "then", Format.Literal($"sweep report {ShellText.Quote(folder.Path)}"));
                break;
        }
    }

    /// <summary>The job. Its lines for sbatch are the first, for people to change.</summary>
    private static string Job(string folder, int runs) => $"""
        #!/bin/sh
        #SBATCH --job-name={JobNameOf(folder)}
        #SBATCH --array=1-{Math.Min(runs, MostTasks)}
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task=1
        #SBATCH --mem=512M
        #SBATCH --requeue
        #SBATCH --open-mode=append
        #SBATCH --output="{Path.Combine(folder, LogsName).Replace("%", "%%", StringComparison.Ordinal)}/%a.txt"

        # Run $SLURM_ARRAY_TASK_ID of a sweep of {runs}. A run that has a result ends at once, and one that was broken off goes on from its
        # checkpoint, so submitting the job again makes what is missing. Runs beyond the largest array that the cluster allows:
        #   sbatch --array=1-{MostTasks} --export=ALL,OFFSET={MostTasks} job.sh      # runs {MostTasks + 1} to {2 * MostTasks}
        {Task(folder, "$((SLURM_ARRAY_TASK_ID + ${OFFSET:-0}))", isLast: true)}

        """.ReplaceLineEndings("\n");

    /// <summary>A command line that makes a run, from any folder: paths in the run's arguments are as seen from this one.</summary>
    private static string Task(string folder, string number, bool isLast = false) =>
        $"cd {ShellText.Quote(Environment.CurrentDirectory)} && {(isLast ? "exec " : "")}{ShellText.Join([.. Program, "sweep", "--slurm-run", folder, "--task"])} {number}";

    /// <summary>How this program is started.</summary>
    private static IEnumerable<string> Program
    {
        get
        {
            string process = Environment.ProcessPath ?? "lenet";
            return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, "exec", Path.Combine(AppContext.BaseDirectory, "LeNet.Samples.dll")] : [process];
        }
    }

    private static string JobNameOf(string folder) =>
        new([.. Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')]);

    private static void MakeExecutable(string path) => FileProblem.Ignore(() =>
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    });
}
