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
        Option<string?> weights = PathOption.File("--weights", "Weights: a safetensors file, from train or from PyTorch.", required: true);
        Option<int?> limit = NumberOption.OptionalCount("--limit", "Label the first N images of each file only. [default: all]");
        var command = new Command("predict", "Label images.") { paths, weights, limit };
        var pictures = new PicturesOption(command, $"the first {PictureSupport.MostPredictions} images with their labels, and the first through every layer,");
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            Network network = SampleNetwork.Create(settings.Network);
            network.Load(parsed.GetValue(weights)!);
            PictureTarget? target = pictures.Read(parsed);
            var shown = new List<PredictedImage>();
            var report = new PredictionReport(settings.Format, parsed.InvocationConfiguration.Output);
            foreach (string path in parsed.GetValue(paths)!)
            {
                Predict(network, ImageFile.Read(path, parsed.GetValue(limit), network.Description), report, target is null ? null : shown, cancellationToken);
            }

            target?.Pictures.Draw(network, shown, target.Folder);

            return Task.FromResult(ExitStatus.Done);
        });
        return command.WithExamples(
            "predict --weights runs/quick/model.safetensors --limit 10 t10k-images-idx3-ubyte.gz",
            "predict --weights runs/quick/model.safetensors --pictures pictures --limit 40 t10k-images-idx3-ubyte.gz",
            "predict --weights runs/quick/model.safetensors --json mine.idx3-ubyte");
    }

    private static void Predict(Network network, IdxImages images, PredictionReport report, List<PredictedImage>? shown, CancellationToken cancellationToken)
    {
        float[] probabilities = new float[network.Description.Classes];
        float[] logits = new float[network.Description.Classes];
        for (int i = 0; i < images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int label = network.Predict(images.Image(i), probabilities, logits);
            report.Write(images.Path, i, label, probabilities, logits);
            if (shown?.Count <= PictureSupport.MostPredictions)
            {
                shown.Add(new PredictedImage($"image {i} of {Path.GetFileName(images.Path)}", [.. images.Image(i)], label, [.. probabilities]));
            }
        }
    }
}
