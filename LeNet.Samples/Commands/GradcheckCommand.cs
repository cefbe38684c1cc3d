using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Checking;
using LeNet.Samples.Data;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>gradcheck</c>: compares the generated backward pass with finite differences.</summary>
internal static class GradcheckCommand
{
    /// <summary>More than a tile of sixteen, and not a whole number of them: both kinds of tiles are in it.</summary>
    private const int DefaultBatch = 20;

    private const int LargestBatch = 1024;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var defaults = new GradientCheckOptions();
        Option<int> batchSize = NumberOption.Integer("--batch-size", DefaultBatch, 1, LargestBatch, "Images whose mean loss the gradients are of.");
        Option<int?> values = ValuesOption.Create(defaults.ValuesPerTensor!.Value);
        Option<ulong> seed = NumberOption.Seed("--seed", defaults.Seed, "Fixes the random pixels and initial weights, which values are checked, and what dropout drops.");
        var command = new Command("gradcheck", "Compare the generated backward pass with finite differences in double precision.") { batchSize, values, seed };
        var weights = new WeightsOption(command, "Weights: a safetensors file from train, or a state dict from PyTorch. [default: initial weights from the seed]");
        var common = new CommonOptions(command, CommonOption.Data | CommonOption.Threads, defaultData: "random pixels");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            var options = new GradientCheckOptions { ValuesPerTensor = parsed.GetValue(values), Seed = parsed.GetValue(seed), Threads = settings.Threads };
            Network network = SampleNetwork.Create(settings.Network);
            WeightsSource? file = weights.Read(parsed);
            if (file is null)
            {
                network.Initialize(options.Seed);
            }
            else
            {
                file.Load(network, parsed.InvocationConfiguration.Error);
            }

            DataSource? source = null;
            if (common.NamesData(parsed))
            {
                DataFinder data = settings.FindData(DownloadReport.For(settings.Format, output, settings.Data.Published), parsed.InvocationConfiguration);
                source = await data.FindAsync(DatasetPart.Test, cancellationToken);
            }

            new GradientRun(network, options, file?.Path, source).Execute(parsed.GetValue(batchSize), settings.Format, output, cancellationToken);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "gradcheck",
            "gradcheck --values all --batch-size 5",
            "gradcheck --weights runs/quick/model.safetensors --dataset synthetic",
            "gradcheck --network Modern --json");
    }
}
