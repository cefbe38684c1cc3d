using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>An evaluation is reported with its confusion matrix.</summary>
public sealed class EvaluationReportTests
{
    private static readonly Evaluation Sample = new(0.1234567890123, 9, 6, new[,] { { 3, 1, 0 }, { 0, 2, 2 }, { 0, 0, 1 } });

    [Fact]
    public void Programs_get_exactly_the_members_of_the_contract()
    {
        JsonElement evaluation = JsonDocument.Parse(Assert.Single(Write(Sample, OutputFormat.Json).TrimEnd().Split('\n'))).RootElement;

        Assert.Equal(["loss", "accuracy", "count", "correct", "confusion", "calibration_error", "temperature"], CommandRun.Members(evaluation));
        Assert.Equal(Sample.Loss, evaluation.GetProperty("loss").GetDouble());
        Assert.Equal(6 / 9.0, evaluation.GetProperty("accuracy").GetDouble());
        Assert.Equal(9, evaluation.GetProperty("count").GetInt32());
        Assert.Equal(6, evaluation.GetProperty("correct").GetInt32());
        Assert.Equal("[[3,1,0],[0,2,2],[0,0,1]]", evaluation.GetProperty("confusion").GetRawText());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_JSON_has_no_number_for_is_null(double loss)
    {
        JsonElement evaluation = JsonDocument.Parse(Write(Sample with { Loss = loss }, OutputFormat.Json)).RootElement;

        Assert.Equal(JsonValueKind.Null, evaluation.GetProperty("loss").ValueKind);
    }

    [Fact]
    public void People_get_the_result_and_a_row_per_true_class()
    {
        string[] lines = Write(Sample, OutputFormat.Human).TrimEnd().Split('\n');

        Assert.Equal("a on b: loss 0.1235, accuracy 66.67% (6 of 9 correct)", lines[0]);
        Assert.Equal("calibration error 0.00%", lines[1]);
        Assert.Equal(["0", "3", "1", "0", "75.00%"], Words(lines[^3]));
        Assert.Equal(["1", "0", "2", "2", "50.00%"], Words(lines[^2]));
        Assert.Equal(["2", "0", "0", "1", "100.00%"], Words(lines[^1]));
    }

    [Fact]
    public void A_class_without_samples_has_no_share()
    {
        string text = Write(new Evaluation(1, 1, 1, new[,] { { 1, 0 }, { 0, 0 } }), OutputFormat.Human);

        Assert.Equal(["1", "0", "0", "-"], Words(text.TrimEnd().Split('\n')[^1]));
    }

    [Fact]
    public void Quiet_is_one_line()
    {
        Assert.Equal("loss 0.1235, accuracy 66.67% (6 of 9 correct)\n", Write(Sample, OutputFormat.Quiet));
    }

    [Fact]
    public void A_matrix_too_wide_for_a_screen_is_left_to_JSON()
    {
        string text = Write(new Evaluation(1, 0, 0, new int[200, 200]), OutputFormat.Human);

        Assert.Contains("--json gives it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("199", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_classes_fit_eighty_columns()
    {
        int[,] confusion = new int[10, 10];
        for (int i = 0; i < 100; i++)
        {
            confusion[i / 10, i % 10] = 1000;
        }

        Assert.All(Write(new Evaluation(1, 100_000, 10_000, confusion), OutputFormat.Human).Split('\n'), line => Assert.InRange(line.Length, 0, 79));
    }

    [Fact]
    public void A_terminal_too_narrow_for_the_matrix_gets_what_is_confused_most()
    {
        int[,] confusion = new int[10, 10];
        confusion[4, 9] = 7;
        confusion[9, 4] = 8;
        confusion[4, 4] = 900;

        string[] lines = OnTerminal(30, confusion);

        int begin = Array.IndexOf(lines, "Taken for another class most often");
        Assert.Equal(["   9 as 4   8 times", "   4 as 9   7 times"], lines[(begin + 1)..(begin + 3)]);
        Assert.DoesNotContain(lines, line => line.Contains("Correct", StringComparison.Ordinal));
    }

    [Fact]
    public void A_terminal_wide_enough_gets_the_matrix_with_dots_for_zeros()
    {
        string[] lines = OnTerminal(80, new[,] { { 3, 1, 0 }, { 0, 2, 2 }, { 0, 0, 1 } });

        Assert.Contains(lines, line => Words(line) is ["0", "3", "1", "·", "75.00%"]);
        Assert.Contains(lines, line => Words(line) is ["2", "·", "·", "1", "100.00%"]);
    }

    private static string[] OnTerminal(int width, int[,] confusion)
    {
        var terminal = new Terminal(width);
        EvaluationReport.Write(new Evaluation(0.1, 915, 900, confusion), "a on b", terminal.Screen);
        return terminal.Lines;
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Write(Evaluation evaluation, OutputFormat format)
    {
        var output = new StringWriter { NewLine = "\n" };
        EvaluationReport.Write(evaluation, 1, "a on b", format, output);
        return output.ToString();
    }
}
