using System.Text.Json;
using LeNet.Runtime;
using Spectre.Console;

namespace LeNet.Samples.Reporting;

/// <summary>Reports what a network is made of.</summary>
internal static class SummaryReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(NetworkDescription network, OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json => WriteMembers(network, json));
                break;
            case OutputFormat.Quiet:
                new Screen(output).Line(Totals(network));
                break;
            default:
                WriteTable(network, new Screen(output));
                break;
        }
    }

    private static string Totals(NetworkDescription network) =>
        $"{Format.Literal(network.Name)}: {Format.Count(network.ParameterCount, "parameter")}, {Format.Count(network.ForwardMultiplyAdds, "multiply-add")}";

    private static void WriteTable(NetworkDescription network, Screen screen)
    {
        string image = Format.Shape([network.ImageChannels, network.ImageHeight, network.ImageWidth]);
        screen.Line($"[bold]{Format.Literal(network.Name)}[/]: images of {image}, {network.Classes} classes, loss {Format.Literal(network.Loss)}");
        var table = new Table();
        table.AddColumn(new TableColumn("Layer").Footer("Total"));
        table.AddColumn("Type");
        table.AddColumn("Output shape");
        table.AddColumn(new TableColumn("Parameters").Footer(Format.Count(network.ParameterCount)).RightAligned());
        table.AddColumn(new TableColumn("Multiply-adds").Footer(Format.Count(network.ForwardMultiplyAdds)).RightAligned());
        table.AddRow("input", "", Format.Shape(network.InputShape), "", "");
        foreach (LayerDescription layer in network.Layers)
        {
            table.AddRow(
                Format.Literal(layer.Name),
                Format.Literal(layer.Type),
                Format.Shape(layer.OutputShape),
                Format.Count(layer.ParameterCount),
                Format.Count(layer.ForwardMultiplyAdds));
        }

        screen.Table(table);
        screen.Line($"Training takes {Format.Count(network.ForwardMultiplyAdds + network.BackwardMultiplyAdds)} multiply-adds per sample, forward and backward.");
    }

    /// <summary>Writes the report's members into a JSON object.</summary>
    public static void WriteMembers(NetworkDescription network, Utf8JsonWriter json)
    {
        json.WriteString("name", network.Name);
        json.WriteNumbers("image", [network.ImageChannels, network.ImageHeight, network.ImageWidth]);
        json.WriteNumbers("input_shape", network.InputShape);
        json.WriteNumber("classes", network.Classes);
        json.WriteString("loss", network.Loss);
        json.WriteStartArray("layers");
        foreach (LayerDescription layer in network.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("type", layer.Type);
            json.WriteString("summary", layer.Summary);
            json.WriteNumbers("output_shape", layer.OutputShape);
            json.WriteNumber("parameters", layer.ParameterCount);
            json.WriteNumber("multiply_adds", layer.ForwardMultiplyAdds);
            json.WriteNumber("backward_multiply_adds", layer.BackwardMultiplyAdds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("parameters", network.ParameterCount);
        json.WriteNumber("multiply_adds", network.ForwardMultiplyAdds);
        json.WriteNumber("backward_multiply_adds", network.BackwardMultiplyAdds);
    }
}
