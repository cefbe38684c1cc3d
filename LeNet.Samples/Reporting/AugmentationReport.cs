using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>Images and what becomes of them in the epochs of a training.</summary>
/// <param name="Title">The data set's name for people.</param>
/// <param name="Training">The data set.</param>
/// <param name="Samples">Which of its images.</param>
/// <param name="Augmentation">How they are distorted.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epochs">Epochs, the first being 1.</param>
internal sealed record AugmentedImages(string Title, Dataset Training, int[] Samples, Augmentation Augmentation, ulong Seed, int Epochs);

/// <summary>Reports a sheet of distorted images.</summary>
internal static class AugmentationReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(AugmentedImages images, string path, OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("path", path);
                    json.WriteNumbers("images", images.Samples);
                    json.WriteNumber("seed", images.Seed);
                    json.WriteNumber("epochs", images.Epochs);
                    json.WriteString("augmentation", AugmentationText.Describe(images.Augmentation));
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(path);
                break;
            default:
                var screen = new Screen(output);
                screen.Line($"{Format.Count(images.Samples.Length, "image")} of {Format.Literal(images.Title)} in {Format.Count(images.Epochs, "epoch")} from seed {images.Seed}: {AugmentationText.Describe(images.Augmentation)}");
                screen.Line($"Written to {Format.Literal(path)}");
                break;
        }
    }
}
