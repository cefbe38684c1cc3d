using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Data.Description;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>dataset</c>: says what a data set is.</summary>
internal static class DatasetCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("dataset", "Describe a data set: counts, sizes, levels, classes, and what in it is usually a mistake.");
        PicturesOption? pictures = PictureSupport.Find() is null ? null : new PicturesOption(command, "a sheet of training images of each class");
        var common = new CommonOptions(command, CommonOption.Data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            PictureTarget? target = pictures?.Read(parsed);
            DataFinder data = settings.FindData(DownloadReport.For(settings.Format, output, settings.Data.Published), parsed.InvocationConfiguration);
            var source = new SharedData(await data.FindAsync(DatasetPart.Both, cancellationToken));
            DatasetFacts facts = DatasetFacts.Of(source);
            string? picture = target is null ? null : Path.Combine(target.Folder, target.Pictures.Draw(facts, source.LoadTraining(), target.Folder));
            DatasetReport.Write(facts, DatasetWarnings.Of(facts), picture, settings.Format, output);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "dataset",
            "dataset --data my.csv",
            "dataset --data cifar-10-batches-bin --pictures pictures",
            "dataset --dataset fashion-mnist --json");
    }
}
