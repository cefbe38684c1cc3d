using System.Text.Json;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>The summary shows every layer and the totals.</summary>
public sealed class SummaryReportTests
{
    [Fact]
    public void People_get_a_row_per_layer_and_the_totals()
    {
        string[] lines = Write(OutputFormat.Human).Split('\n');

        Assert.Contains(lines, line => Words(line) is ["conv1", "(conv2d)", "6×28×28", "156", "117,600", "117,600", "350.0", "kB", "-"]);
        Assert.Contains(lines, line => Words(line) is ["pool2", "(avg_pool2d)", "16×5×5", "-", "-", "-", "-", "-"]);
        Assert.Contains(lines, line => Words(line) is ["fc1", "(linear)", "120", "48,120", "48,000", "96,000", "-", "-"]);
        Assert.Contains(lines, line => Words(line) is ["Total", "61,706", "416,520", "715,440", "1.0", "MB", "300.0", "kB"]);
        Assert.Contains(lines, line => Words(line) is ["Trainable", "parameters", "61,706"]);
        Assert.Contains(lines, line => Words(line) is ["Multiply-adds,", "forward", "and", "backward", "1,131,960"]);
        Assert.Contains(lines, line => Words(line) is ["Size", "of", "the", "input", "4.1", "kB"]);
        Assert.Contains(lines, line => Words(line) is ["Size", "of", "the", "layers'", "outputs", "32.4", "kB"]);
        Assert.Contains(lines, line => Words(line) is ["Size", "of", "the", "parameters", "246.8", "kB"]);
        Assert.All(Descriptions.LeNet5.Layers, layer => Assert.Contains($"  {layer.Name}: {layer.Summary}", lines));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Theory]
    [InlineData(120, "Layer (type)", "Output shape", "Parameters", "Forward", "Backward", "Training", "Inference")]
    [InlineData(80, "Layer (type)", "Output shape", "Parameters", "Forward", "Backward")]
    [InlineData(50, "Layer (type)", "Parameters", "Forward")]
    public void A_terminal_gets_the_columns_that_fit(int width, params string[] columns)
    {
        var terminal = new Terminal(width);

        SummaryReport.WriteTable(Descriptions.LeNet5, terminal.Screen);

        Assert.All(terminal.Lines, line => Assert.InRange(line.Length, 0, width));
        string header = Assert.Single(terminal.Lines, line => line.Contains("Layer (type)", StringComparison.Ordinal));
        Assert.Equal(columns, header.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(width < 100, terminal.Lines.Any(line => line.Contains("wider", StringComparison.Ordinal)));
    }

    [Fact]
    public void Quiet_is_one_line()
    {
        Assert.Equal("LeNet5: 61,706 parameters, 416,520 multiply-adds\n", Write(OutputFormat.Quiet));
    }

    [Fact]
    public void Programs_get_one_object()
    {
        JsonElement summary = JsonDocument.Parse(Assert.Single(Write(OutputFormat.Json).TrimEnd().Split('\n'))).RootElement;

        Assert.Equal(
            ["name", "image", "input_shape", "classes", "loss", "layers", "parameters", "multiply_adds", "products", "backward_multiply_adds", "training_bytes", "inference_bytes"],
            CommandRun.Members(summary));
        Assert.Equal("LeNet5", summary.GetProperty("name").GetString());
        Assert.Equal("[1,28,28]", summary.GetProperty("image").GetRawText());
        Assert.Equal("[1,32,32]", summary.GetProperty("input_shape").GetRawText());
        Assert.Equal(61_706, summary.GetProperty("parameters").GetInt32());
        Assert.Equal(416_520, summary.GetProperty("multiply_adds").GetInt64());
        Assert.Equal(291_720, summary.GetProperty("products").GetInt64());
        Assert.Equal(715_440, summary.GetProperty("backward_multiply_adds").GetInt64());
        JsonElement layer = summary.GetProperty("layers")[2];
        Assert.Equal(["name", "type", "summary", "output_shape", "parameters", "multiply_adds", "products", "backward_multiply_adds", "training_bytes", "inference_bytes"], CommandRun.Members(layer));
        Assert.Equal("conv2", layer.GetProperty("name").GetString());
        Assert.Equal("[16,10,10]", layer.GetProperty("output_shape").GetRawText());
        Assert.Equal(8, summary.GetProperty("layers").GetArrayLength());
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Write(OutputFormat format)
    {
        var output = new StringWriter { NewLine = "\n" };
        SummaryReport.Write(Descriptions.LeNet5, format, output);
        return output.ToString();
    }
}
