using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>predict</c>: labels images.</summary>
internal static class PredictCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = PathOption.Files("PATH", "Files of images in the IDX format, .gz or not.");
        Option<int?> limit = NumberOption.OptionalCount("--limit", "Label the first N images of each file only. [default: all]");
        var command = new Command("predict", "Label images.") { paths, limit };
        var weights = new WeightsOption(command);
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            Network network = SampleNetwork.Create(settings.Network);
            weights.Load(parsed, network);
            var report = new PredictionReport(settings.Format, parsed.InvocationConfiguration.Output);
            foreach (string path in parsed.GetValue(paths)!)
            {
                Predict(network, ImageFile.Read(path, parsed.GetValue(limit), network.Description), report, cancellationToken);
            }

            return Task.FromResult(ExitStatus.Done);
        });
        return command.WithExamples(
            "predict --limit 10 t10k-images-idx3-ubyte.gz",
            "predict --weights runs/quick/model.safetensors --json mine.idx3-ubyte");
    }

    private static void Predict(Network network, IdxImages images, PredictionReport report, CancellationToken cancellationToken)
    {
        float[] probabilities = new float[network.Description.Classes];
        float[] logits = new float[network.Description.Classes];
        for (int i = 0; i < images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int label = network.Predict(images.Image(i), probabilities, logits);
            report.Write(images.Path, i, label, probabilities, logits);
        }
    }
}
