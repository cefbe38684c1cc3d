using System.Globalization;
using LeNet.Import;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Import;

/// <summary>Says what was imported, how near it is to the model, and how to go on.</summary>
/// <param name="format">How.</param>
/// <param name="output">Where.</param>
internal sealed class ImportReport(OutputFormat format, TextWriter output)
{
    /// <summary>Reports a model.</summary>
    public void Write(ImportedNetwork network, string architecture, string weights)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("network", network.Network.Name);
                    json.WriteString("architecture", architecture);
                    json.WriteString("weights", weights);
                    json.WriteNumber("layers", network.Network.Layers.Count);
                    json.WriteNumber("parameters", network.Network.ParameterCount);
                    json.WriteNumber("difference", network.Difference);
                    json.WriteTexts("notes", network.Notes);
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(Text.OneLine(architecture));
                output.WriteLine(Text.OneLine(weights));
                break;
            default:
                var screen = new Screen(output);
                screen.Line($"{Format.Literal(architecture)}: [bold]{Format.Literal(network.Network.Name)}[/], {Format.Count(network.Network.Layers.Count, "layer")}, {Format.Count(network.Network.ParameterCount, "parameter")}");
                screen.Line($"{Format.Literal(weights)}: its weights");
                screen.Prose(string.Create(CultureInfo.InvariantCulture, $"On random input its logits differ from the model's by {network.Difference:0.#E+0} of the largest at most, both in double precision"));
                WriteNotes(screen, network.Notes);
                WriteNext(screen, architecture, network.Network.Name, weights);
                break;
        }
    }

    /// <summary>Reports weights alone.</summary>
    public void Write(ImportedWeights weights, string architecture, string file)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("network", weights.Network.Name);
                    json.WriteString("architecture", architecture);
                    json.WriteString("weights", file);
                    json.WriteNumber("parameters", weights.Network.ParameterCount);
                    json.WriteTexts("notes", weights.Notes);
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(Text.OneLine(file));
                break;
            default:
                var screen = new Screen(output);
                screen.Line($"{Format.Literal(file)}: the weights of [bold]{Format.Literal(weights.Network.Name)}[/], {Format.Count(weights.Network.ParameterCount, "parameter")}");
                WriteNotes(screen, weights.Notes);
                WriteNext(screen, architecture, weights.Network.Name, file);
                break;
        }
    }

    private static void WriteNotes(Screen screen, IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            screen.Prose($"note: {Format.Literal(note)}", indent: 6);
        }
    }

    /// <summary>How to go on.</summary>
    private static void WriteNext(Screen screen, string architecture, string network, string weights)
    {
        screen.Prose($"Next: put {Format.Literal(Path.GetFileName(architecture))} beside your project file, or into arch/ of this repository, and build; then");
        screen.Line($"  eval --network {Format.Literal(network)} --weights {Format.Literal(weights)}");
    }
}
