using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Reporting;

/// <summary>Says that the synthetic digits stand in for a data set, and how to get that.</summary>
internal static class MissingDataReport
{
    /// <summary>Writes it: a framed note for people, else one line on standard error.</summary>
    /// <param name="missing">What is missing.</param>
    /// <param name="format">How the command reports.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public static void Write(MissingData missing, OutputFormat format, TextWriter output, TextWriter error)
    {
        if (format == OutputFormat.Human)
        {
            var screen = new Screen(output);
            screen.Note($"{missing.Dataset.Title} is missing; this run uses synthetic digits instead", Lines(missing));
            screen.Line();
        }
        else
        {
            error.WriteLine("note: " + Text.OneLine(
                $"{missing.Dataset.Title} is missing; this run uses synthetic digits instead ({string.Join("; ", missing.Reasons)}); "
                + $"to use it, put {string.Join(", ", Names(missing.Dataset))} into {Places(missing)}, compressed or not; "
                + $"they are published at {string.Join(" and ", missing.Dataset.Mirrors)}"));
        }
    }

    private static IEnumerable<string> Lines(MissingData missing) =>
    [
        "It is in no folder that is looked in, and it cannot be downloaded:",
        .. missing.Reasons.Select(reason => $"  {Format.Literal(reason)}"),
        "The program draws digits of its own, so accuracy below is that on drawn digits.",
        "",
        $"To use {Format.Literal(missing.Dataset.Title)}, put its four files, compressed or not,",
        .. Names(missing.Dataset).Select(name => $"  [bold]{Format.Literal(name)}[/]"),
        $"into {Format.Literal(Places(missing))}. They are published at",
        .. missing.Dataset.Mirrors.Select(mirror => $"  {Format.Literal(mirror.ToString())}"),
        "",
        $"[bold]--dataset {DataChoice.SyntheticName}[/] takes the synthetic digits without this note, [bold]--dataset {missing.Dataset.Name}[/] nothing but {Format.Literal(missing.Dataset.Title)}.",
    ];

    private static IEnumerable<string> Names(DatasetDescription dataset) => dataset.Files.Select(file => file.Name + ".gz");

    private static string Places(MissingData missing) =>
        (missing.Folder is { } folder ? $"{folder}, or into " : "") + "a folder that --data or LENET_DATA names";
}
