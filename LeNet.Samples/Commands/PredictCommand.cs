using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Parsing;
using LeNet.Samples.Prediction;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>predict</c>: labels images.</summary>
internal static class PredictCommand
{
    private const string StandardInput = "-";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = PathOption.Files(
            "PATH", "Pictures (PNG, JPEG, BMP, GIF, WebP), or IDX files of images, .gz or not; - for lines on standard input, each a path or base64, answered by a line of JSON each.");
        Option<int?> limit = NumberOption.OptionalCount("--limit", "Label the first N images of each IDX file only. [default: all]");
        var all = new Option<bool>("--all") { Description = "Read every digit of a picture, line by line from left to right, and say where each is." };
        Option<double?> minProbability = NumberOption.OptionalShare("--min-probability", "Call a label not sure if its probability is less. [default: never]");
        var show = new Option<bool>("--show") { Description = "Show each image as the network sees it." };
        var command = new Command("predict", "Label images.") { paths, limit, all, minProbability, show };
        var weights = new WeightsOption(command, several: true);
        var pictures = new PicturesOption(command, $"the first {PictureSupport.MostPredictions} images with their labels, the first through every layer, and with --all a picture with a box around each digit,");
        var common = new CommonOptions(command, CommonOption.Threads);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            string[] files = parsed.GetValue(paths)!;
            bool isStream = files.Contains(StandardInput);
            Check(isStream, files.Length, parsed.GetValue(limit), parsed.GetValue(all), parsed.GetValue(show), settings.Format);
            NetworkSet networks = weights.LoadAll(parsed, settings.Network);
            PictureTarget? target = pictures.Read(parsed);
            var invocation = (Invocation)parsed.InvocationConfiguration;
            IPredictionSink results = isStream
                ? StreamSink(settings.Format, parsed.GetValue(show), parsed.GetValue(minProbability), networks, invocation)
                : FileSink(settings.Format, parsed.GetValue(show), parsed.GetValue(minProbability), networks, invocation);
            var shown = new CollectingSink(results);
            IPredictionSink sink = target is null ? results : shown;
            if (isStream)
            {
                using Stream input = invocation.OpenInput();
                await Label(networks, settings, sink, StreamInputs.Jobs(input, networks.Description), cancellationToken);
            }
            else
            {
                await Label(networks, settings, sink, FileInputs.Jobs(files, parsed.GetValue(limit), parsed.GetValue(all), networks.Description), cancellationToken);
            }

            target?.Pictures.Draw(networks, shown.Images, target.Folder);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "predict --show photo.jpg",
            "predict --all --min-probability 0.9 page.jpg",
            "predict --limit 10 t10k-images-idx3-ubyte.gz",
            "predict --weights runs/quick/model.safetensors --pictures pictures --limit 40 t10k-images-idx3-ubyte.gz",
            "predict --weights runs/quick/model.safetensors - < paths.txt");
    }

    private static void Check(bool isStream, int paths, int? limit, bool all, bool show, OutputFormat format)
    {
        if (isStream && paths > 1)
        {
            throw new UsageException("PATH: - stands alone; name the other files in lines on standard input");
        }

        if (isStream && limit is not null)
        {
            throw new UsageException("--limit is for IDX files, which - does not take; end the input where you want");
        }

        if (isStream && all)
        {
            throw new UsageException("--all is not for -, whose every line is answered by one line; name the pictures");
        }

        if (show && format == OutputFormat.Quiet)
        {
            throw new UsageException("--show and --quiet exclude each other; leave out one");
        }
    }

    private static IPredictionSink FileSink(OutputFormat format, bool show, double? minProbability, NetworkSet networks, Invocation invocation) => format switch
    {
        OutputFormat.Json => new JsonPredictions(PipedOutput.For(invocation.Output), show, minProbability, networks.Count),
        OutputFormat.Quiet => new LabelPredictions(PipedOutput.For(invocation.Output), invocation.Error, minProbability),
        _ => new PredictionReport(invocation.Output, show ? networks.Description : null, minProbability, networks.Count),
    };

    /// <summary>A stream is for programs: without --quiet it is JSON.</summary>
    private static IPredictionSink StreamSink(OutputFormat format, bool show, double? minProbability, NetworkSet networks, Invocation invocation) => format == OutputFormat.Quiet
        ? new LabelPredictions(PipedOutput.For(invocation.Output), invocation.Error, minProbability)
        : new JsonPredictions(PipedOutput.For(invocation.Output), show, minProbability, networks.Count);

    private static async Task Label(
        NetworkSet networks, CommonSettings settings, IPredictionSink sink, IEnumerable<Func<IReadOnlyList<ImageInput>>> jobs, CancellationToken cancellationToken)
    {
        var counted = new CountingSink(sink);
        using var pipeline = new PredictionPipeline(networks, settings.Threads, counted);
        await pipeline.RunAsync(jobs, cancellationToken);
        if (counted.Failed > 0)
        {
            throw new FailureException($"{Format.Count(counted.Failed)} of {Format.Count(counted.Count, "line")} could not be labelled; {(settings.Format == OutputFormat.Quiet ? "each has an empty line in the output" : "the member \"error\" of each says why")}");
        }
    }
}
