using System.CommandLine;
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
        Option<string?> output = PathOption.Folder("--out", $"Folder for the weights, metrics and pictures. [default: a new one below {RunFolder.DefaultParent}]");
        Option<CheckpointInterval?> checkpoints = CheckpointOption.Create();
        Option<string?> resume = PathOption.Folder("--resume", "Go on with the run of a folder from its last checkpoint, with its options and to the same bits.");
        IPictures? pictures = PictureSupport.Find();
        var noPictures = new Option<bool>("--no-pictures") { Description = "Draw no pictures of what was learned." };

        var command = new Command(Name, "Train the network; the command when none is given. Writes weights, metrics and pictures.");
        var train = new TrainOptions(command);
        foreach (Option option in (Option[])[output, checkpoints, resume])
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
            bool draws = pictures is not null && !parsed.GetValue(noPictures);
            TrainingSettings training;
            if (parsed.GetValue(resume) is { } folder)
            {
                if (parsed.GetValue(output) is not null)
                {
                    throw new UsageException("--out and --resume exclude each other, as a run goes on in its own folder; leave out --out");
                }

                Resumption resumed = Resumption.Of(folder, warning => parsed.InvocationConfiguration.Error.WriteLine("warning: " + Text.OneLine(warning)));
                if (settings.Network is { } network)
                {
                    resumed.Require("--network", network, resumed.Checkpoint.Network);
                }

                settings = settings with
                {
                    Data = resumed.Data(settings.Data, common.NamesDataset(parsed)),
                    Network = resumed.Checkpoint.Network,
                };
                training = train.Read(parsed, resumed, settings.Threads) with
                {
                    Checkpoints = parsed.GetValue(checkpoints) ?? resumed.Notes.Interval,
                };
                draws &= resumed.Notes.Draws;
            }
            else
            {
                training = train.Read(parsed, settings.Threads) with { Output = parsed.GetValue(output), Checkpoints = parsed.GetValue(checkpoints) };
            }

            ITrainingReporter reporter = TrainingReporter.For(settings.Format, parsed.InvocationConfiguration.Output, settings.Data.Published);
            DataFinder data = settings.FindData(reporter.Download, parsed.InvocationConfiguration);
            training = training with { Pictures = draws ? pictures : null };
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
    }
}
