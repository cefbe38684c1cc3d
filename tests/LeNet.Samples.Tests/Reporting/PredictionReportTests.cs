using System.Text.Json;
using LeNet.Samples.Prediction;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>Every image gets a line.</summary>
public sealed class PredictionReportTests
{
    private static readonly float[] Probabilities = [0.1f, 1 / 3f, 0.5666667f];
    private static readonly float[] Logits = [-1e-20f, float.MaxValue, float.NaN];

    [Fact]
    public void Programs_get_exactly_the_members_of_the_contract_with_every_bit()
    {
        JsonElement line = JsonDocument.Parse(Write(OutputFormat.Json)).RootElement;

        Assert.Equal(["source", "index", "label", "probabilities", "logits"], CommandRun.Members(line));
        Assert.Equal("dir/ü [x]\n", line.GetProperty("source").GetString());
        Assert.Equal(41, line.GetProperty("index").GetInt32());
        Assert.Equal(2, line.GetProperty("label").GetInt32());
        Assert.Equal(Probabilities, line.GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle()));
        Assert.Equal(Logits[..2], line.GetProperty("logits").EnumerateArray().Take(2).Select(value => value.GetSingle()));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("logits")[2].ValueKind);
    }

    [Fact]
    public void Quiet_is_the_label_alone()
    {
        Assert.Equal("2\n", Write(OutputFormat.Quiet));
    }

    [Fact]
    public void People_get_the_source_once_and_a_row_with_the_two_best_classes()
    {
        string[] lines = Write(OutputFormat.Human).TrimEnd('\n').Split('\n');

        Assert.Equal("dir/ü [x] ", lines[0]);
        Assert.Equal(["41", "2", "56.67%", "1", "33.33%"], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Pictures_share_a_table()
    {
        var output = new StringWriter { NewLine = "\n" };
        var report = new PredictionReport(output, network: null);
        foreach (string name in (string[])["a [x].png", "b.png"])
        {
            report.Write(new ImageInput(name, 0, default) { IsPicture = true }, 2, Probabilities, Logits);
        }

        report.Write(new ImageInput("images", 0, default), 2, Probabilities, Logits);

        Assert.Equal(
            """
             label  probability      next best  picture
                 2       56.67%      1  33.33%  a [x].png
                 2       56.67%      1  33.33%  b.png

            images
               image  label  probability      next best
                   0      2       56.67%      1  33.33%

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void A_narrow_terminal_shows_a_pixel_in_one_character()
    {
        byte[] pixels = new byte[Descriptions.LeNet5.ImageBytes];
        pixels[0] = byte.MaxValue;

        Assert.Equal('│' + "██" + new string(' ', 54) + '│', ShadedImage.Lines(pixels, Descriptions.LeNet5, room: 58).ElementAt(1));
        Assert.Equal('│' + "█" + new string(' ', 27) + '│', ShadedImage.Lines(pixels, Descriptions.LeNet5, room: 57).ElementAt(1));
    }

    [Fact]
    public void A_network_of_one_class_has_no_next_best()
    {
        var output = new StringWriter { NewLine = "\n" };

        new PredictionReport(output, network: null).Write(new ImageInput("f", 0, default), 0, [1f], [0f]);

        Assert.Equal(["0", "0", "100.00%"], output.ToString().TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Write(OutputFormat format)
    {
        var output = new StringWriter { NewLine = "\n" };
        IPredictionSink sink = format switch
        {
            OutputFormat.Json => new JsonPredictions(output, show: false),
            OutputFormat.Quiet => new LabelPredictions(output, TextWriter.Null),
            _ => new PredictionReport(output, network: null),
        };
        sink.Write(new ImageInput("dir/ü [x]\n", 41, default), 2, Probabilities, Logits);
        sink.Flush();
        return output.ToString();
    }
}
