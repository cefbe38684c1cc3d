using System.Globalization;

namespace LeNet.Samples.Reporting;

/// <summary>Reports the labels of images, one line each, as they come.</summary>
internal sealed class PredictionReport(OutputFormat format, TextWriter output)
{
    private readonly Screen _screen = new(output);
    private string? _source;

    /// <summary>Reports one image.</summary>
    /// <param name="source">The file it is from.</param>
    /// <param name="index">Which image of the file it is, from 0.</param>
    /// <param name="label">The most probable class.</param>
    /// <param name="probabilities">Each class's probability.</param>
    /// <param name="logits">Each class's logit.</param>
    public void Write(string source, int index, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(source, index, label, [.. probabilities], [.. logits]);
                break;
            case OutputFormat.Quiet:
                _screen.Line(label.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                WriteRow(source, index, label, probabilities);
                break;
        }
    }

    private void WriteRow(string source, int index, int label, ReadOnlySpan<float> probabilities)
    {
        if (source != _source)
        {
            if (_source is not null)
            {
                _screen.Line();
            }

            _screen.Line($"[bold]{Format.Literal(source)}[/]");
            _screen.Line("[grey]   image  label  probability  next best[/]");
            _source = source;
        }

        int second = RunnerUp(probabilities, label);
        string next = second < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {second,5} {Format.Percent(probabilities[second]),7}");
        _screen.Line(string.Create(CultureInfo.InvariantCulture, $"{index,8}  [bold green]{label,5}[/]  {Format.Percent(probabilities[label]),11}{next}").TrimEnd());
    }

    /// <summary>The most probable class but one, or -1 if there is no other.</summary>
    private static int RunnerUp(ReadOnlySpan<float> probabilities, int label)
    {
        int best = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (i != label && (best < 0 || probabilities[i] > probabilities[best]))
            {
                best = i;
            }
        }

        return best;
    }

    private void WriteJson(string source, int index, int label, float[] probabilities, float[] logits) => JsonLines.WriteLine(output, json =>
    {
        json.WriteString("source", source);
        json.WriteNumber("index", index);
        json.WriteNumber("label", label);
        json.WriteNumbers("probabilities", probabilities);
        json.WriteNumbers("logits", logits);
    });
}
