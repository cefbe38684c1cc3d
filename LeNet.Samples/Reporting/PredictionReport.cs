using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Prediction;

namespace LeNet.Samples.Reporting;

/// <summary>Reports the labels of images to people, one line each, as they come: pictures in one table, an IDX file's images in one of its own.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="network">The network, to show its images; null if they are not wanted.</param>
internal sealed class PredictionReport(TextWriter output, NetworkDescription? network) : IPredictionSink
{
    private readonly Screen _screen = new(output);
    private string? _table;

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        string source = image.Source ?? "";
        Begin(image.IsPicture ? "" : source);
        int second = RunnerUp(probabilities, label);
        string next = second < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{second,5} {Format.Percent(probabilities[second]),7}");
        string answer = string.Create(CultureInfo.InvariantCulture, $"[bold green]{label,5}[/]  {Format.Percent(probabilities[label]),11}  {next,13}");
        _screen.Line(image.IsPicture
            ? $" {answer}  {Format.Literal(source)}"
            : string.Create(CultureInfo.InvariantCulture, $"{image.Index,8}  {answer}").TrimEnd());
        if (network is not null)
        {
            foreach (string line in ShadedImage.Lines(image.Pixels, network, _screen.IsLive ? _screen.Width : int.MaxValue))
            {
                _screen.Line(line);
            }
        }
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image) => throw image.Problem!;

    /// <inheritdoc/>
    public void Flush() => output.Flush();

    /// <summary>Writes the head of a table, unless it is the one that the last image was in.</summary>
    /// <param name="file">The file whose images are in it; empty for that of pictures.</param>
    private void Begin(string file)
    {
        if (file == _table)
        {
            return;
        }

        if (_table is not null)
        {
            _screen.Line();
        }

        if (file.Length > 0)
        {
            _screen.Line($"[bold]{Format.Literal(file)}[/]");
        }

        _screen.Line(file.Length > 0 ? "[grey]   image  label  probability      next best[/]" : "[grey] label  probability      next best  picture[/]");
        _table = file;
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
