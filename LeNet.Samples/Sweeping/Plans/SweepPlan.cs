using LeNet.Samples.Training;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>A run of a sweep.</summary>
/// <param name="Number">Its number, from 1, which stays.</param>
/// <param name="Values">The values of what the sweep varies, by the plan's names.</param>
/// <param name="Arguments">The arguments of <c>train</c> that give the same weights.</param>
internal sealed record PlannedRun(int Number, IReadOnlyList<string> Values, IReadOnlyList<string> Arguments)
{
    /// <summary>The command line with the same result.</summary>
    public string CommandLine => ShellText.Join(["train", .. Arguments]);
}

/// <summary>What a sweep does. It is written once, before the first run, and never changes.</summary>
/// <param name="Names">What is varied: names of options without dashes; seeds and folds are the last.</param>
/// <param name="Runs">The runs, in the order of their numbers.</param>
/// <param name="Checkpoints">When each run writes a checkpoint.</param>
/// <param name="Halving">Of how many settings one goes on at each milestone, or null where all go on.</param>
internal sealed record SweepPlan(IReadOnlyList<string> Names, IReadOnlyList<PlannedRun> Runs, CheckpointInterval Checkpoints, int? Halving)
{
    /// <summary>Names of what a setting is repeated over.</summary>
    private static readonly string[] Repeated = ["seed", "fold"];

    /// <summary>Runs that differ in seed and fold alone, in the order of their first.</summary>
    public IReadOnlyList<Setting> Settings { get; } =
    [
        .. Runs.GroupBy(run => string.Join('\n', run.Values.Where((_, i) => !Repeated.Contains(Names[i]))))
            .Select(group => new Setting([.. group.First().Values.Where((_, i) => !Repeated.Contains(Names[i]))], [.. group])),
    ];

    /// <summary>What settings differ in.</summary>
    public IReadOnlyList<string> SettingNames => [.. Names.Except(Repeated)];

    /// <summary>The run of a number.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public PlannedRun Run(int number) => number >= 1 && number <= Runs.Count
        ? Runs[number - 1]
        : throw new UsageException($"--task: there is no run {number}; this sweep has runs 1 to {Runs.Count}");

    /// <summary>A run in a few words: "lr 0.01, seed 3".</summary>
    public string Describe(PlannedRun run) => string.Join(", ", Names.Zip(run.Values, (name, value) => $"{name} {value}"));
}

/// <summary>Values of options, but for seeds and folds, and the runs that have them.</summary>
/// <param name="Values">The values, by <see cref="SweepPlan.SettingNames"/>.</param>
/// <param name="Runs">The runs.</param>
internal sealed record Setting(IReadOnlyList<string> Values, IReadOnlyList<PlannedRun> Runs);
