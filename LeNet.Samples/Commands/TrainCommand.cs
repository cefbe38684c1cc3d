using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;
using LeNet.Samples.Training;

namespace LeNet.Samples.Commands;

/// <summary><c>train</c>: trains the network, the command when none is given.</summary>
internal static class TrainCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "train";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var defaults = new TrainingOptions();
        Option<ulong> seed = NumberOption.Seed("--seed", defaults.Seed, "Fixes the initial weights and the order of the samples.");
        Option<string?> output = PathOption.Folder("--out", $"Folder for the weights, metrics and pictures. [default: a new one below {RunFolder.DefaultParent}]");
        Option<string?> initialWeights = PathOption.File("--init", "Begin with the weights of a safetensors file. [default: weights from the seed]");
        var noShuffle = new Option<bool>("--no-shuffle") { Description = "Take the samples in file order, in every epoch." };
        Option<int?> maxSteps = NumberOption.OptionalCount("--max-steps", "Stop after N updates in all. [default: no limit]");
        Option<CheckpointInterval?> checkpoints = CheckpointOption.Create();
        Option<string?> resume = PathOption.Folder("--resume", "Go on with the run of a folder from its last checkpoint, with its options and to the same bits.");
        IPictures? pictures = PictureSupport.Find();
        var noPictures = new Option<bool>("--no-pictures") { Description = "Draw no pictures of what was learned." };

        var command = new Command(Name, "Train the network; the command when none is given. Writes weights, metrics and pictures.");
        var recipe = new RecipeOptions(command);
        foreach (Option option in (Option[])[seed, output, initialWeights, noShuffle, maxSteps, checkpoints, resume])
        {
            command.Options.Add(option);
        }

        if (pictures is not null)
        {
            command.Options.Add(noPictures);
        }

        var common = new CommonOptions(command, CommonOption.Data | CommonOption.Threads);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            string? resumedFolder = parsed.GetValue(resume);
            TrainingOptions options = (resumedFolder is null ? recipe.Read(parsed) : defaults) with
            {
                Seed = parsed.GetValue(seed),
                Threads = settings.Threads,
                Shuffle = !parsed.GetValue(noShuffle),
                MaxSteps = parsed.GetValue(maxSteps),
            };
            bool draws = pictures is not null && !parsed.GetValue(noPictures);
            var training = new TrainingSettings(
                options, parsed.GetValue(output), parsed.GetValue(initialWeights), draws ? pictures : null, parsed.GetValue(checkpoints))
            {
                RecipeSource = recipe.Source(parsed),
            };
            if (resumedFolder is { } folder)
            {
                Resumption resumed = Resumption.Of(
                    folder, warning => parsed.InvocationConfiguration.Error.WriteLine("warning: " + Text.OneLine(warning)));
                Require(resumed, parsed, training, settings);
                settings = settings with
                {
                    Data = resumed.Data(settings.Data, common.NamesDataset(parsed)),
                    Network = resumed.Checkpoint.Network,
                };
                training = training with
                {
                    Options = resumed.Checkpoint.Options with { Threads = settings.Threads },
                    Output = folder,
                    InitialWeights = resumed.Notes.InitialWeights,
                    Pictures = resumed.Notes.Draws ? training.Pictures : null,
                    Checkpoints = training.Checkpoints ?? resumed.Notes.Interval,
                    Resumed = resumed,
                };
            }

            ITrainingReporter reporter = TrainingReporter.For(settings.Format, parsed.InvocationConfiguration.Output, settings.Data.Published);
            DataFinder data = settings.FindData(reporter.Download, parsed.InvocationConfiguration);
            await new TrainingRun(SampleNetwork.Create(settings.Network), training, data, reporter).RunAsync(cancellationToken);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "train",
            "train --epochs 3 --threads 1 --out runs/quick",
            "train --init runs/quick/model.safetensors --lr 0.001",
            "train --recipe best --validation 5000",
            "train --optimizer adamw --schedule cosine --epochs 20",
            "train --checkpoint-every 500 --out runs/long",
            "train --resume runs/long",
            "train --json --seed 2");

        // What the command line says must be what the run has; what it leaves out comes from the run.
        void Require(Resumption resumed, ParseResult parsed, TrainingSettings given, CommonSettings settings)
        {
            if (given.Output is not null)
            {
                throw new UsageException("--out and --resume exclude each other, as a run goes on in its own folder; leave out --out");
            }

            TrainingOptions before = resumed.Checkpoint.Options;
            recipe.Require(parsed, before, resumed.Folder);
            Check(seed, given.Options.Seed, before.Seed);
            Check(maxSteps, given.Options.MaxSteps, before.MaxSteps);
            Check(initialWeights, given.InitialWeights, resumed.Notes.InitialWeights);
            if (!given.Options.Shuffle && before.Shuffle)
            {
                throw new UsageException($"--no-shuffle contradicts the run in {resumed.Folder}, which shuffles; leave it out, or begin a new run");
            }

            if (settings.Network is { } network)
            {
                resumed.Require("--network", network, resumed.Checkpoint.Network);
            }

            void Check<T>(Option option, T value, T own)
            {
                if (parsed.GetResult(option) is { Implicit: false })
                {
                    resumed.Require(option.Name, value, own);
                }
            }
        }
    }
}
