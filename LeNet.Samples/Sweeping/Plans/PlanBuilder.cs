using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Parsing;
using LeNet.Samples.Training;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>Makes a plan of what is to be tried. What is wrong shows here, before anything is trained or written.</summary>
internal sealed class PlanBuilder
{
    /// <summary>What is kept for validation where nothing is said of it: a tenth of the training images.</summary>
    public const string DefaultValidation = "0.1";

    private const string ValidationOption = "--validation";

    private readonly RunParser _parser = new();
    private readonly HashSet<string> _optional;

    public PlanBuilder()
    {
        _optional = [.. _parser.Options.Where(option => option.Arity.MinimumNumberOfValues == 0).Select(option => option.Name)];
    }

    /// <summary>Whether some run keeps images for validation only because nothing was said of it.</summary>
    public bool TookDefaultValidation { get; private set; }

    /// <summary>Makes it.</summary>
    /// <param name="space">What is tried.</param>
    /// <param name="data">Arguments that name the data set.</param>
    /// <param name="checkpoints">When each run writes a checkpoint.</param>
    /// <param name="halving">Of how many settings one goes on, or null.</param>
    /// <exception cref="UsageException">An option is wrong, or they contradict each other.</exception>
    /// <exception cref="DataFileException">A recipe file cannot be read or is wrong.</exception>
    public SweepPlan Build(SweepSpace space, IReadOnlyList<string> data, CheckpointInterval checkpoints, int? halving)
    {
        IReadOnlyList<IReadOnlyList<RunValue>> all = [.. space.Runs()];
        string[] varied = [.. all[0].Select(value => value.Option).Where((_, i) => all.Any(run => run[i].Text != all[0][i].Text))];
        var runs = new List<PlannedRun>();
        int? epochs = null;
        foreach (IReadOnlyList<RunValue> values in all)
        {
            string[] arguments = [.. values.SelectMany(Arguments), .. data];
            RunRequest request = _parser.Parse(arguments);
            TrainingOptions options = request.Training.Options;
            if (options.Validation == 0 && options.Fold is null)
            {
                if (values.Any(value => value.Option == ValidationOption))
                {
                    throw new UsageException($"{ValidationOption} 0 leaves a sweep nothing to choose by; give a count or a share, such as {DefaultValidation}, or --folds K");
                }

                arguments = [.. arguments, ValidationOption, DefaultValidation];
                TookDefaultValidation = true;
            }

            SampleNetwork.Find(request.Common.Network);
            epochs ??= options.Epochs;
            if (halving is not null && epochs != options.Epochs)
            {
                throw new UsageException("--halving compares settings after the same epochs, so all runs have as many; give --epochs one value");
            }

            runs.Add(new PlannedRun(runs.Count + 1, [.. values.Where(value => varied.Contains(value.Option)).Select(value => value.Text)], arguments));
        }

        return new SweepPlan([.. varied.Select(name => name.TrimStart('-'))], runs, checkpoints, halving);
    }

    private IEnumerable<string> Arguments(RunValue value) =>
        value.Text == "true" && _optional.Contains(value.Option) ? [value.Option] : [value.Option, value.Text];
}
