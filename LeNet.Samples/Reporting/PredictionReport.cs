using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Prediction;

namespace LeNet.Samples.Reporting;

/// <summary>Reports the labels of images to people, one line each, as they come.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="network">The network, to show its images; null if they are not wanted.</param>
internal sealed class PredictionReport(TextWriter output, NetworkDescription? network) : IPredictionSink
{
    private readonly Screen _screen = new(output);
    private string? _source;

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        WriteRow(image.Source ?? "", image.Index, label, probabilities);
        if (network is not null)
        {
            foreach (string line in ShadedImage.Lines(image.Pixels, network))
            {
                _screen.Line(line);
            }
        }
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image) => throw image.Problem!;

    /// <inheritdoc/>
    public void Flush() => output.Flush();

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
}
