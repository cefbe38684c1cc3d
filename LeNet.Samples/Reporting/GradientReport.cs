using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;
using Spectre.Console;

namespace LeNet.Samples.Reporting;

/// <summary>Reports how a backward pass compares with finite differences.</summary>
internal static class GradientReport
{
    private const string Nothing = "-";

    /// <summary>Of the largest gradient: where more is allowed, a mistake of this size could be missed, and the report says so.</summary>
    private const double UsuallyAllowed = 1e-3;

    /// <summary>Writes the report.</summary>
    public static void Write(GradientCheckReport report, GradientFacts facts, OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json => WriteMembers(report, facts, json));
                break;
            case OutputFormat.Quiet:
                new Screen(output).Line($"{Format.Literal(facts.Network.Name)}: {Result(report)}");
                break;
            default:
                WriteTable(report, facts, new Screen(output));
                break;
        }
    }

    /// <summary>Where in its tensor a value is: [3,0,2,1].</summary>
    public static string Place(GradientDifference difference) => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', difference.Index)}]");

    private static string Result(GradientCheckReport report)
    {
        int agree = report.Tensors.Count(tensor => tensor.Verdict == GradientVerdict.Agrees);
        string values = Format.Count(report.Tensors.Sum(tensor => (long)tensor.Checked), "value");
        return report.Passed
            ? $"[bold green]the gradients agree[/] ({values} of {Format.Count(report.Tensors.Count, "tensor")} checked)"
            : $"[bold red]{Format.Count(report.Tensors.Count - agree)} of {Format.Count(report.Tensors.Count, "tensor")} without agreement[/] ({values} checked)";
    }

    private static void WriteTable(GradientCheckReport report, GradientFacts facts, Screen screen)
    {
        string data = facts.DatasetTitle is { } title ? Format.Literal(title) : "random pixels";
        string weights = facts.Weights is { } file ? $"weights of {Format.Literal(file)}" : string.Create(CultureInfo.InvariantCulture, $"initial weights from seed {facts.Options.Seed}");
        screen.Prose($"[bold]{Format.Literal(facts.Network.Name)}[/]: {Format.Count(facts.Samples, "image")} of {data}, {weights}");
        screen.Line($"Loss {Loss(report.Loss)}, in double precision {Loss(report.ReferenceLoss)}");
        var table = new FittedTable();
        table.AddColumn("Parameter", isNumber: false);
        table.AddColumn("Shape", rank: 5, isNumber: false);
        table.AddColumn("Checked", rank: 2);
        table.AddColumn("At kinks", rank: 4);
        table.AddColumn("Largest gradient", rank: 3);
        table.AddColumn("Difference", rank: 7);
        table.AddColumn("Relative", rank: 1);
        table.AddColumn("Where", rank: 6, isNumber: false);
        table.AddColumn("Verdict", isNumber: false);
        foreach (TensorGradientCheck tensor in report.Tensors)
        {
            table.AddRow(
                Format.Literal(tensor.Name),
                Format.Shape(tensor.Shape),
                Format.Count(tensor.Checked),
                tensor.AtKinks == 0 ? Nothing : Format.Count(tensor.AtKinks),
                tensor.Worst is null ? Nothing : Number(tensor.LargestGradient),
                tensor.Worst is null ? Nothing : Number(tensor.Worst.Difference),
                double.IsNaN(tensor.RelativeDifference) ? Nothing : Number(tensor.RelativeDifference),
                tensor.Worst is null ? Nothing : Markup.Escape(Place(tensor.Worst)),
                Verdict(tensor.Verdict));
        }

        if (!table.Write(screen))
        {
            screen.Prose(" [grey]A wider terminal shows all columns.[/]", indent: 1);
        }

        screen.Prose(
            $" [grey]Difference: of the value farthest off for what rounding allows; relative to the tensor's largest gradient, or {Nothing} if all of that is zero but for rounding.[/]",
            indent: 1);
        if (report.Tensors.Any(tensor => tensor.AtKinks > 0))
        {
            screen.Prose(" [grey]At kinks: values not compared, as some derivative jumps near them.[/]", indent: 1);
        }

        if (report.Tensors.Where(tensor => !tensor.IsZero).MaxBy(Allowed) is { } loosest && Allowed(loosest) > UsuallyAllowed)
        {
            screen.Prose(string.Create(
                CultureInfo.InvariantCulture,
                $" [yellow]This network makes much of rounding: a difference of {100 * Allowed(loosest):G2}% of the largest gradient is allowed at {Format.Literal(loosest.Name)}.[/]"), indent: 1);
        }

        screen.Line();
        screen.Line($"Result: {Result(report)}");
    }

    /// <summary>What is allowed as a part of the largest gradient.</summary>
    private static double Allowed(TensorGradientCheck tensor) => tensor.Worst is { } worst ? worst.Allowed / tensor.LargestGradient : 0;

    private static string Verdict(GradientVerdict verdict) => verdict switch
    {
        GradientVerdict.Agrees => "[green]agrees[/]",
        GradientVerdict.Differs => "[red]differs[/]",
        _ => "[yellow]unchecked[/]",
    };

    private static string Loss(double loss) => loss.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>Three digits and a power of ten: 1.23e-07.</summary>
    private static string Number(double value) => value.ToString("0.00e+00", CultureInfo.InvariantCulture);

    private static void WriteMembers(GradientCheckReport report, GradientFacts facts, Utf8JsonWriter json)
    {
        json.WriteString("network", facts.Network.Name);
        json.WriteString("weights", facts.Weights);
        json.WriteString("dataset", facts.Dataset);
        json.WriteNumber("samples", facts.Samples);
        json.WriteNumber("seed", facts.Options.Seed);
        json.WriteNumberOrNull("loss", report.Loss);
        json.WriteNumberOrNull("reference_loss", report.ReferenceLoss);
        json.WriteNumberOrNull("margin", report.Margin);
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartArray("tensors");
        foreach (TensorGradientCheck tensor in report.Tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteNumbers("shape", tensor.Shape);
            json.WriteString("verdict", tensor.Verdict switch { GradientVerdict.Agrees => "agrees", GradientVerdict.Differs => "differs", _ => "unchecked" });
            json.WriteNumber("checked", tensor.Checked);
            json.WriteNumber("at_kinks", tensor.AtKinks);
            json.WriteNumberOrNull("largest_gradient", tensor.LargestGradient);
            if (tensor.Worst is { } worst)
            {
                json.WriteNumbers("index", worst.Index);
                json.WriteNumberOrNull("computed", worst.Computed);
                json.WriteNumberOrNull("expected", worst.Expected);
                json.WriteNumberOrNull("difference", worst.Difference);
                json.WriteNumberOrNull("relative_difference", tensor.RelativeDifference);
                json.WriteNumberOrNull("allowed", worst.Allowed);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
