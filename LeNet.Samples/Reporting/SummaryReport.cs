using System.Text.Json;
using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>Reports what a network is made of.</summary>
internal static class SummaryReport
{
    private const string Nothing = "-";
    private const string WiderTerminal = "A wider terminal shows all columns.";

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

    /// <summary>Writes the whole report for people.</summary>
    public static void WriteTable(NetworkDescription network, Screen screen)
    {
        string image = Format.Shape([network.ImageChannels, network.ImageHeight, network.ImageWidth]);
        screen.Prose($"[bold]{Format.Literal(network.Name)}[/]: images of {image}, {network.Classes} classes, loss {Format.Literal(network.LossSummary)}");
        screen.Line();
        foreach (LayerDescription layer in network.Layers)
        {
            screen.Prose($"  {Format.Literal($"{layer.Name}: {layer.Summary}")}", indent: 4);
        }

        var table = new FittedTable();
        table.AddColumn("Layer (type)", isNumber: false, footer: "Total");
        table.AddColumn("Output shape", rank: 2, isNumber: false);
        table.AddColumn("Parameters", footer: Format.Count(network.ParameterCount));
        table.AddColumn("Forward", rank: 1, footer: Format.Count(network.ForwardMultiplyAdds));
        table.AddColumn("Backward", rank: 3, footer: Format.Count(network.BackwardMultiplyAdds));
        table.AddColumn("Training", rank: 4, footer: Format.Bytes(network.TrainingBytes));
        table.AddColumn("Inference", rank: 5, footer: Format.Bytes(network.InferenceBytes));
        table.AddRow("input", Format.Shape(network.InputShape), Nothing, Nothing, Nothing, Nothing, Nothing);
        foreach (LayerDescription layer in network.Layers)
        {
            table.AddRow(
                $"{Format.Literal(layer.Name)} [grey]({Format.Literal(layer.Type)})[/]",
                Format.Shape(layer.OutputShape),
                OrNothing(layer.ParameterCount),
                OrNothing(layer.ForwardMultiplyAdds),
                OrNothing(layer.BackwardMultiplyAdds),
                SizeOrNothing(layer.TrainingBytes),
                SizeOrNothing(layer.InferenceBytes));
        }

        table.AddRow(
            "input, loss, scratch",
            Nothing,
            Nothing,
            Nothing,
            Nothing,
            SizeOrNothing(network.TrainingBytes - network.Layers.Sum(layer => layer.TrainingBytes)),
            SizeOrNothing(network.InferenceBytes - network.Layers.Sum(layer => layer.InferenceBytes)));
        bool isWhole = table.Write(screen);
        screen.Prose(
            isWhole
                ? " [grey]Forward, backward: multiply-adds of a sample. Training: a tile of 16 samples. Inference: one image.[/]"
                : $" [grey]Forward, backward: multiply-adds of a sample. {WiderTerminal}[/]",
            indent: 1);
        WriteTotals(network, screen);
    }

    /// <summary>What torchinfo adds: all of one sample, in 32-bit numbers.</summary>
    private static void WriteTotals(NetworkDescription network, Screen screen)
    {
        long input = Size(network.InputShape);
        long activations = network.Layers.Where(layer => layer.Type != "flatten").Sum(layer => Size(layer.OutputShape));
        (string Name, string Value)[] totals =
        [
            ("Trainable parameters", Format.Count(network.ParameterCount)),
            ("Multiply-adds, forward", Format.Count(network.ForwardMultiplyAdds)),
            ("Products that are made, forward", Format.Count(network.ForwardProducts)),
            ("Multiply-adds, forward and backward", Format.Count(network.ForwardMultiplyAdds + network.BackwardMultiplyAdds)),
            ("Size of the input", Format.Bytes(sizeof(float) * input)),
            ("Size of the layers' outputs", Format.Bytes(sizeof(float) * activations)),
            ("Size of the parameters", Format.Bytes(sizeof(float) * (long)network.ParameterCount)),
        ];
        int width = totals.Max(total => total.Value.Length);
        screen.Line();
        foreach ((string name, string value) in totals)
        {
            screen.Line($" [grey]{name,-35}[/]  {value.PadLeft(width)}");
        }
    }

    private static long Size(IEnumerable<int> shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static string SizeOrNothing(long bytes) => bytes == 0 ? Nothing : Format.Bytes(bytes);

    private static string OrNothing(long count) => count == 0 ? Nothing : Format.Count(count);

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
            json.WriteNumber("products", layer.ForwardProducts);
            json.WriteNumber("backward_multiply_adds", layer.BackwardMultiplyAdds);
            json.WriteNumber("training_bytes", layer.TrainingBytes);
            json.WriteNumber("inference_bytes", layer.InferenceBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("parameters", network.ParameterCount);
        json.WriteNumber("multiply_adds", network.ForwardMultiplyAdds);
        json.WriteNumber("products", network.ForwardProducts);
        json.WriteNumber("backward_multiply_adds", network.BackwardMultiplyAdds);
        json.WriteNumber("training_bytes", network.TrainingBytes);
        json.WriteNumber("inference_bytes", network.InferenceBytes);
    }
}
