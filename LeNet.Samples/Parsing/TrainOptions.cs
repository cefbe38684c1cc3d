using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Parsing;

/// <summary>The options of <c>train</c> that say what comes out: recipe, seed, first weights, order and length.</summary>
internal sealed class TrainOptions
{
    private static readonly TrainingOptions Defaults = new();

    private readonly Option<ulong> _seed = NumberOption.Seed("--seed", Defaults.Seed, "Fixes the initial weights and the order of the samples.");
    private readonly Option<string?> _initialWeights = PathOption.File("--init", "Begin with the weights of a safetensors file. [default: weights from the seed]");
    private readonly Option<bool> _noShuffle = new("--no-shuffle") { Description = "Take the samples in file order, in every epoch." };
    private readonly Option<int?> _maxSteps = NumberOption.OptionalCount("--max-steps", "Stop after N updates in all. [default: no limit]");
    private readonly RecipeOptions _recipe;

    /// <summary>Adds the options to a command.</summary>
    public TrainOptions(Command command)
    {
        _recipe = new RecipeOptions(command);
        foreach (Option option in Others)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _recipe.Options, .. Others];

    private Option[] Others => [_seed, _initialWeights, _noShuffle, _maxSteps];

    /// <summary>What a run is to do that begins anew.</summary>
    /// <exception cref="UsageException">An option is not for the recipe, or contradicts another.</exception>
    /// <exception cref="DataFileException">The recipe's file cannot be read or is wrong.</exception>
    public TrainingSettings Read(ParseResult parsed, int threads) => Read(parsed, _recipe.Read(parsed), threads);

    /// <summary>What a run is to do that goes on: what the command line says must be what the run has, and what it leaves out comes from the run.</summary>
    /// <exception cref="UsageException">An option says something else than the run has.</exception>
    public TrainingSettings Read(ParseResult parsed, Resumption resumed, int threads)
    {
        TrainingSettings given = Read(parsed, Defaults, threads);
        TrainingOptions before = resumed.Checkpoint.Options;
        _recipe.Require(parsed, before, resumed.Folder, resumed.Notes.Dataset);
        Check(_seed, given.Options.Seed, before.Seed);
        Check(_maxSteps, given.Options.MaxSteps, before.MaxSteps);
        Check(_initialWeights, given.InitialWeights, resumed.Notes.InitialWeights);
        if (!given.Options.Shuffle && before.Shuffle)
        {
            throw new UsageException($"{_noShuffle.Name} contradicts the run in {resumed.Folder}, which shuffles; leave it out, or begin a new run");
        }

        return given with
        {
            Options = before with { Threads = threads },
            Output = resumed.Folder,
            InitialWeights = resumed.Notes.InitialWeights,
            Resumed = resumed,
        };

        void Check<T>(Option option, T value, T own)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                resumed.Require(option.Name, value, own);
            }
        }
    }

    private TrainingSettings Read(ParseResult parsed, TrainingOptions recipe, int threads) => new(
        recipe with
        {
            Seed = parsed.GetValue(_seed),
            Threads = threads,
            Shuffle = !parsed.GetValue(_noShuffle),
            MaxSteps = parsed.GetValue(_maxSteps),
        },
        null,
        parsed.GetValue(_initialWeights))
    {
        RecipeSource = _recipe.Source(parsed),
    };
}
