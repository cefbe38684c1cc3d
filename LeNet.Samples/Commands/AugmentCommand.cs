using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>augment</c>: shows training images as training sees them.</summary>
internal static class AugmentCommand
{
    /// <summary>Images that are shown, at most: one of each class.</summary>
    private const int MostImages = 10;

    /// <summary>Epochs in which each of them is shown.</summary>
    private const int Epochs = 10;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("augment", "Draw training images beside what distortions make of them, epoch by epoch.");
        var pictures = new PicturesOption(command, "the sheet", required: true);
        Option<ulong> seed = NumberOption.Seed("--seed", 1, "Seed of the training whose images are shown.");
        Option<string?> recipe = RecipeOptions.Create($"Whose distortions: {string.Join(", ", Recipe.Names)}, or a recipe file. [default: {RecipeOptions.Best}]");
        command.Options.Add(recipe);
        command.Options.Add(seed);
        var common = new CommonOptions(command, CommonOption.Data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            PictureTarget target = pictures.Read(parsed)!;
            string source = RecipeOptions.For(parsed.GetValue(recipe) ?? RecipeOptions.Best, settings.Data.Name);
            Augmentation augmentation = RecipeOptions.Load(source).Augmentation
                ?? throw new UsageException($"--recipe: {source} distorts nothing; name a recipe with the key \"augmentation\"");
            DataFinder data = settings.FindData(DownloadReport.For(settings.Format, output, settings.Data.Published), parsed.InvocationConfiguration);
            DataSource images = await data.FindAsync(DatasetPart.Both, cancellationToken);
            Dataset training = images.LoadTraining();
            if (training.Count == 0)
            {
                throw new FailureException($"{images.Title} has no training images to show");
            }

            var sheet = new AugmentedImages(images.Title, training, FirstOfEachClass(training), augmentation, parsed.GetValue(seed), Epochs);
            string name = target.Pictures.Draw(sheet, target.Folder);
            AugmentationReport.Write(sheet, Path.Combine(target.Folder, name), settings.Format, output);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "augment --pictures pictures",
            "augment --pictures pictures --recipe my.recipe.json",
            "augment --pictures pictures --dataset fashion-mnist --seed 2");
    }

    private static int[] FirstOfEachClass(Dataset training)
    {
        byte[] labels = training.Labels.ToArray();
        return [.. labels.Distinct().Order().Take(MostImages).Select(label => Array.IndexOf(labels, label))];
    }
}
