using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>eval</c>: measures trained weights on the test set.</summary>
internal static class EvalCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("eval", "Measure weights on the test set: loss, accuracy, confusion matrix.");
        var weights = new WeightsOption(command, several: true);
        var pictures = new PicturesOption(command, "the confusion matrix, the surest mistakes, the first kernels, and one image through every layer");
        var common = new CommonOptions(command, CommonOption.Data | CommonOption.Threads);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            NetworkSet networks = weights.LoadAll(parsed, settings.Network);
            PictureTarget? target = pictures.Read(parsed);
            DataFinder data = settings.FindData(DownloadReport.For(settings.Format, output, settings.Data.Published), parsed.InvocationConfiguration);
            DataSource source = await data.FindAsync(DatasetPart.Test, cancellationToken);
            Dataset test = source.LoadTest();
            test.Require(networks.Description);
            Evaluation evaluation = networks.Evaluate(test, settings.Threads, cancellationToken);
            if (!double.IsFinite(evaluation.Loss))
            {
                throw new FailureException($"the loss of {networks.Description.Name} is not a number or infinite: its weights are too large; train with a smaller learning rate, or take weights from before");
            }

            string title = $"{networks.Title} on {source.Title}";
            target?.Pictures.Draw(new PictureSubject(networks.First, title, test, evaluation, [], settings.Threads) { Networks = networks }, target.Folder);

            EvaluationReport.Write(evaluation, networks.Temperature, title, settings.Format, output, networks.Count);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "eval",
            "eval --weights runs/quick/model.safetensors",
            "eval --weights runs/quick/model.safetensors --pictures pictures",
            "eval --weights runs/a/model.safetensors --weights runs/b/model.safetensors",
            "eval --weights runs/quick/model.safetensors --json");
    }
}
