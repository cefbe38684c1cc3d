using System.Globalization;
using LeNet.Samples.Data.Description;

namespace LeNet.Samples.Reporting;

/// <summary>Reports what a data set is.</summary>
internal static class DatasetReport
{
    /// <summary>Classes that a list shows one by one.</summary>
    private const int MostListed = 62;

    /// <summary>Writes the report.</summary>
    /// <param name="facts">What it is.</param>
    /// <param name="warnings">What is usually a mistake, a line each.</param>
    /// <param name="picture">The picture that was drawn, or null.</param>
    /// <param name="format">How.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(DatasetFacts facts, IReadOnlyList<string> warnings, string? picture, OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(facts, warnings, picture, output);
                break;
            case OutputFormat.Quiet:
                output.WriteLine($"{facts.Title}: {Format.Count(facts.Training.Count)} images to train, {Format.Count(facts.Test.Count)} to test, {ShapeOf(facts)}, {Format.Count(facts.Classes)} {(facts.Classes == 1 ? "class" : "classes")}");
                break;
            default:
                Write(facts, warnings, picture, new Screen(output));
                break;
        }
    }

    private static void Write(DatasetFacts facts, IReadOnlyList<string> warnings, string? picture, Screen screen)
    {
        screen.Line($"[bold]{Format.Literal(facts.Title)}[/]{(facts.Path is { } path ? $" in {Format.Literal(path)}" : "")}");
        screen.Line($"{Format.Count(facts.Training.Count)} images to train, {Format.Count(facts.Test.Count)} to test, each {ShapeOf(facts)} (channels×height×width)");
        screen.Line();

        var channels = new FittedTable();
        channels.AddColumn("Channel", isNumber: false);
        channels.AddColumn("Levels");
        channels.AddColumn("Mean");
        channels.AddColumn("Std");
        for (int i = 0; i < facts.Training.Channels.Count; i++)
        {
            ChannelFacts channel = facts.Training.Channels[i];
            channels.AddRow(
                facts.Training.Channels.Count switch { 1 => "grey", 3 => ((string[])["red", "green", "blue"])[i], _ => FormattableString.Invariant($"{i}") },
                $"{channel.Least}–{channel.Most}", Share(channel.Mean), Share(channel.Deviation));
        }

        channels.Write(screen);
        screen.Line("Of the training images, levels over 255: what input.mean and input.std of the architecture file are.");
        screen.Line();
        WriteClasses(facts, screen);
        foreach (string warning in warnings)
        {
            screen.Prose($"[yellow]note:[/] {Format.Literal(warning)}", indent: 2);
        }

        if (picture is not null)
        {
            screen.Line($"Written to {Format.Literal(picture)}");
        }
    }

    private static void WriteClasses(DatasetFacts facts, Screen screen)
    {
        if (facts.Classes > MostListed)
        {
            int[] counts = [.. facts.Training.Classes.Where(count => count > 0)];
            screen.Line($"{Format.Count(facts.Classes)} classes, of {Format.Count(counts.Min())} to {Format.Count(counts.Max(), "training image")} each; --json has them all");
            return;
        }

        var table = new FittedTable();
        table.AddColumn("Class");
        if (facts.ClassNames.Count > 0)
        {
            table.AddColumn("Name", isNumber: false);
        }

        table.AddColumn("Train");
        table.AddColumn("Share", rank: 1);
        table.AddColumn("Test");
        for (int label = 0; label < facts.Classes; label++)
        {
            int trained = CountOf(facts.Training, label);
            string[] name = facts.ClassNames.Count > 0 ? [Format.Literal(label < facts.ClassNames.Count ? facts.ClassNames[label] : "")] : [];
            table.AddRow([
                FormattableString.Invariant($"{label}"), .. name, Format.Count(trained), Format.Percent(trained / Math.Max(1.0, facts.Training.Count)), Format.Count(CountOf(facts.Test, label))]);
        }

        table.Write(screen);
    }

    private static void WriteJson(DatasetFacts facts, IReadOnlyList<string> warnings, string? picture, TextWriter output) => JsonLines.WriteLine(output, json =>
    {
        json.WriteString("title", facts.Title);
        json.WriteString("path", facts.Path);
        json.WriteNumbers("shape", facts.Shape);
        json.WriteNumber("classes", facts.Classes);
        json.WriteTexts("class_names", facts.ClassNames);
        foreach ((string name, PartFacts part) in ((string, PartFacts)[])[("training", facts.Training), ("test", facts.Test)])
        {
            json.WriteStartObject(name);
            json.WriteNumber("count", part.Count);
            json.WriteNumbers("least", part.Channels.Select(channel => (int)channel.Least));
            json.WriteNumbers("most", part.Channels.Select(channel => (int)channel.Most));
            json.WriteNumbers("mean", [.. part.Channels.Select(channel => (float)channel.Mean)]);
            json.WriteNumbers("std", [.. part.Channels.Select(channel => (float)channel.Deviation)]);
            json.WriteNumbers("class_counts", Enumerable.Range(0, facts.Classes).Select(label => CountOf(part, label)));
            json.WriteEndObject();
        }

        json.WriteNumber("copies", facts.Copies);
        json.WriteNumber("contradictions", facts.Contradictions);
        json.WriteTexts("warnings", warnings);
        if (picture is not null)
        {
            json.WriteString("picture", picture);
        }
    });

    private static int CountOf(PartFacts part, int label) => label < part.Classes.Count ? part.Classes[label] : 0;

    private static string ShapeOf(DatasetFacts facts) => string.Join('×', facts.Shape);

    private static string Share(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
