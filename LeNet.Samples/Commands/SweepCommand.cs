using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Parsing;
using LeNet.Samples.Sweeping;
using LeNet.Samples.Sweeping.Cluster;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Reporting;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;
using LeNet.Samples.Training;

namespace LeNet.Samples.Commands;

/// <summary><c>sweep</c>: trains with many values of options, several at once on this machine or as tasks on others.</summary>
internal sealed class SweepCommand
{
    private const string Name = "sweep";
    private const int MostFolds = 1000;
    private const int MostJobs = 1024;

    private readonly Command _command = new(Name, "Train with every combination of options' values, several runs at once, and find the best by validation.");
    private readonly SweptOptions _swept;
    private readonly CommonOptions _common;
    private readonly Option<int?> _folds = NumberOption.OptionalInteger("--folds", 2, MostFolds, "Train each setting N times, each time with another part of the training set for validation.");
    private readonly Option<int?> _random = NumberOption.OptionalInteger("--random", 1, SweepSpace.MostRuns, "Try N settings, drawn from the values and ranges, instead of all; each with every seed and fold.");
    private readonly Option<ulong> _randomSeed = NumberOption.Seed("--random-seed", 1, "Fixes what is drawn.");
    private readonly Option<int?> _halving = HalvingOption.Create();
    private readonly Option<int?> _jobs = NumberOption.OptionalInteger("--jobs", 1, MostJobs, "Runs at once, each on one thread. [default: as many as there are cores]");
    private readonly Option<CheckpointInterval?> _checkpoints = CheckpointOption.Create(CheckpointInterval.EveryEpoch);
    private readonly Option<string?> _output = PathOption.Folder("--out", $"Folder for the runs and results. [default: a new one below {SweepFolder.DefaultParent}]");
    private readonly Option<string?> _resume = PathOption.Folder("--resume", "Go on with the sweep of a folder: with runs that were broken off, from their checkpoints, and those that are missing.");
    private readonly Option<string?> _slurm = PathOption.Folder("--slurm", "Train nothing, but write a folder with a job for Slurm, in which each run is a task: sbatch DIR/job.sh.");
    private readonly Option<string?> _slurmRun = PathOption.Folder("--slurm-run", "Make one run of a sweep's folder, as a task of a cluster does.");
    private readonly Option<int?> _task = NumberOption.OptionalCount("--task", "The run that --slurm-run makes.");

    private SweepCommand()
    {
        _swept = new SweptOptions(_command);
        foreach (Option option in (Option[])[_folds, _random, _randomSeed, _halving, _jobs, _checkpoints, _output, _resume, _slurm, _slurmRun, _task])
        {
            _command.Options.Add(option);
        }

        _common = new CommonOptions(_command, CommonOption.Data, severalNetworks: true);
        _command.Add(SweepReportCommand.Create());
        _command.SetAction(RunAsync);
    }

    /// <summary>The command with its options.</summary>
    public static Command Create() => new SweepCommand()._command.WithExamples(
        "sweep --lr 0.01,0.02,0.05 --seed 1..5",
        "sweep --grid grid.json --jobs 4 --out sweeps/first",
        "sweep --resume sweeps/first",
        "sweep report sweeps/first",
        "sweep --random 30 --lr log:0.001..0.1 --momentum 0.8..0.99 --halving",
        "sweep --network LeNet5,Modern --optimizer sgd,adam --folds 5",
        "sweep --lr 0.01,0.02 --seed 1..20 --slurm sweeps/cluster");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        CommonSettings settings = _common.Read(parsed);
        RefuseContradictions(parsed, settings);
        var warnings = TextWriter.Synchronized(parsed.InvocationConfiguration.Error);
        Action<string> warn = warning => warnings.WriteLine("warning: " + Text.OneLine(warning));
        if (parsed.GetValue(_slurmRun) is { } task)
        {
            SweepFolder folder = SweepFolder.Open(task);
            PlannedRun run = folder.Plan.Run(parsed.GetValue(_task)!.Value);
            settings = settings with { Data = DataOf(folder.Plan, parsed, settings) };
            return await new ClusterTask(folder, parsed.InvocationConfiguration, settings, warn).RunAsync(run, cancellationToken);
        }

        SweepPlan? plan = null;
        SweepFolder? resumed = parsed.GetValue(_resume) is { } path ? SweepFolder.Open(path) : null;
        string? note = null;
        if (resumed is not null)
        {
            settings = settings with { Data = DataOf(resumed.Plan, parsed, settings) };
        }
        else
        {
            // Whatever is wrong shows before anything is downloaded.
            SweepFolder.RequireNew(parsed.GetValue(_slurm) ?? parsed.GetValue(_output));
            plan = Plan(parsed, settings, data: [], out note);
        }

        ISweepReporter reporter = SweepReporter.For(settings.Format, parsed.InvocationConfiguration.Output, settings.Data.Published);
        DataSource source = await settings.FindData(reporter.Download, parsed.InvocationConfiguration).FindAsync(DatasetPart.Both, cancellationToken);
        plan = resumed?.Plan ?? Plan(parsed, settings, DataArguments(parsed, settings, source), out note);
        var data = new SharedData(source);
        RunRequest[] requests = ParseAll(plan);
        DataCheck.Require(requests, data);
        if (parsed.GetValue(_slurm) is { } slurm)
        {
            JobFiles.Write(SweepFolder.Create(slurm, plan), settings.Format, note, parsed.InvocationConfiguration.Output);
            return ExitStatus.Done;
        }

        SweepFolder target = resumed ?? SweepFolder.Create(parsed.GetValue(_output), plan);
        new SweepRunner(target, requests, data, Jobs(parsed, settings), reporter, warn).Run(note, cancellationToken);
        return ExitStatus.Done;
    }

    private static RunRequest[] ParseAll(SweepPlan plan)
    {
        var parser = new RunParser();
        return [.. plan.Runs.Select(run => parser.Parse(run.Arguments))];
    }

    /// <summary>The data set of a sweep that goes on: its own, from another folder if the command line names one.</summary>
    private DataChoice DataOf(SweepPlan plan, ParseResult parsed, CommonSettings settings)
    {
        DataChoice own = new RunParser().Parse(plan.Runs[0].Arguments).Common.Data;
        string name = own.Name;
        if (_common.NamesDataset(parsed) && settings.Data.Name is var given && given != name)
        {
            throw new UsageException($"--dataset {given} contradicts the sweep's plan, which has {name}; leave it out, or begin a new sweep");
        }

        return settings.Data.Folder is { } folder ? DataChoice.Of(name, folder) : own;
    }

    private SweepPlan Plan(ParseResult parsed, CommonSettings settings, IReadOnlyList<string> data, out string? note)
    {
        var space = new SweepSpace(_swept.Read(parsed, settings.Network), parsed.GetValue(_random), parsed.GetValue(_randomSeed), parsed.GetValue(_folds));
        if (space is { Options.Count: 0, Folds: null })
        {
            throw new UsageException("sweep needs something to vary, such as --lr 0.01,0.02 or --seed 1..5, --folds K or --grid FILE; sweep --help shows what there is");
        }

        var builder = new PlanBuilder();
        SweepPlan plan = builder.Build(space, data, parsed.GetValue(_checkpoints) ?? default, parsed.GetValue(_halving));
        note = builder.TookDefaultValidation ? "a tenth of the training images for validation, as neither --validation nor --folds says otherwise" : null;
        return plan;
    }

    /// <summary>The arguments by which a run finds the same images, with nothing to stand in, and from any folder.</summary>
    private List<string> DataArguments(ParseResult parsed, CommonSettings settings, DataSource source)
    {
        // A task of a cluster, or the sweep gone on with, need not have the variable.
        string? variable = settings.Data.Folder is null && DataChoice.HasFolderVariable ? source.Folder : null;
        var arguments = new List<string>();
        if (_common.NamesDataset(parsed) || settings.Data.HasStandIn || variable is not null)
        {
            arguments.AddRange(["--dataset", source.Name]);
        }

        if ((settings.Data.Folder ?? variable) is { } folder)
        {
            arguments.AddRange(["--data", Path.GetFullPath(folder)]);
        }

        return arguments;
    }

    /// <summary>As each run has one thread, so many threads are so many runs.</summary>
    private int Jobs(ParseResult parsed, CommonSettings settings) =>
        parsed.GetValue(_jobs) ?? (settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount);

    private void RefuseContradictions(ParseResult parsed, CommonSettings settings)
    {
        Option[] ways = [.. ((Option[])[_resume, _slurm, _slurmRun, _output]).Where(IsGiven)];
        if (ways.Length > 1)
        {
            throw new UsageException($"{ways[0].Name} and {ways[1].Name} exclude each other, as each names the sweep's folder; leave one out");
        }

        if (IsGiven(_task) != IsGiven(_slurmRun))
        {
            throw new UsageException("--slurm-run DIR and --task N belong together; give both");
        }

        if (IsGiven(_slurm) && IsGiven(_halving))
        {
            throw new UsageException("--halving compares runs with each other, for which tasks of a job would have to wait; leave it out with --slurm");
        }

        if (ways is [{ } way] && (way == _resume || way == _slurmRun))
        {
            string? given = _swept.Given(parsed)
                ?? ((Option[])[_folds, _random, _randomSeed, _halving, _checkpoints]).FirstOrDefault(IsGiven)?.Name
                ?? (settings.Network is null ? null : "--network");
            if (given is not null)
            {
                throw new UsageException($"{way.Name}: the folder's plan says what is trained; leave out {given}, or begin a new sweep");
            }
        }

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }
}
