using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>calibrate</c>: finds the temperature that makes probabilities mean what they say, and stores it with the weights.</summary>
internal static class CalibrateCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> output = PathOption.File("--out", "The weights with their temperature: a safetensors file. [default: over the file of --weights]");
        var command = new Command("calibrate", "Make the probabilities of weights mean what they say: find the temperature on one half of the test set, measure on the other.") { output };
        var weights = new WeightsOption(command);
        var common = new CommonOptions(command, CommonOption.Data | CommonOption.Threads);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            TextWriter writer = parsed.InvocationConfiguration.Output;
            string path = parsed.GetValue(output) ?? weights.Read(parsed)?.Path
                ?? throw new UsageException("--weights or --out is missing: the weights that come with the program are not written over; name your own, or a file to write");
            Network network = SampleNetwork.Create(settings.Network);
            weights.Load(parsed, network);
            DataFinder data = settings.FindData(DownloadReport.For(settings.Format, writer, settings.Data.Published), parsed.InvocationConfiguration);
            DataSource source = await data.FindAsync(DatasetPart.Test, cancellationToken);
            Dataset test = source.LoadTest();
            test.Require(network.Description);
            if (test.Count < 2)
            {
                throw new FailureException($"{source.Title} has {Format.Count(test.Count, "test image")}; two halves need two at least");
            }

            int half = test.Count / 2;
            Dataset measured = test.Slice(half, test.Count - half);
            network.Temperature = 1;
            Evaluation before = network.Evaluate(measured, settings.Threads, cancellationToken);
            network.Calibrate(test.Slice(0, half), settings.Threads);
            Evaluation after = network.Evaluate(measured, settings.Threads, cancellationToken);
            network.Save(path);
            CalibrationReport.Write(new CalibrationFacts(path, network.Temperature, half, measured.Count, before.CalibrationError, after.CalibrationError), settings.Format, writer);
            return ExitStatus.Done;
        });
        return command.WithExamples("calibrate --weights runs/quick/model.safetensors");
    }
}
