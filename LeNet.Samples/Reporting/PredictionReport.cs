using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Prediction;

namespace LeNet.Samples.Reporting;

/// <summary>Reports the labels of images to people, one line each, as they come: pictures in one table, an IDX file's images in one of its own.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="network">The network, to show its images; null if they are not wanted.</param>
/// <param name="minProbability">Below this a label is not sure; null if nobody asked.</param>
/// <param name="networks">Networks whose probabilities were averaged.</param>
internal sealed class PredictionReport(TextWriter output, NetworkDescription? network, double? minProbability = null, int networks = 1) : IPredictionSink
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
        bool isSure = probabilities[label] >= (minProbability ?? 0);
        string answer = string.Create(CultureInfo.InvariantCulture, $"[bold {(isSure ? "green" : "yellow")}]{label,5}[/]  {Format.Percent(probabilities[label]),11}  {next,13}");
        string doubt = isSure ? "" : "  [yellow]not sure[/]";
        _screen.Line(image.IsPicture
            ? $" {answer}  {Format.Literal(source)}{Place(image)}{doubt}"
            : string.Create(CultureInfo.InvariantCulture, $"{image.Index,8}  {answer}{doubt}").TrimEnd());
        if (image.Place is { OthersAreLeft: true } place)
        {
            _screen.Line($"[grey]{"",37}{place.Note}[/]");
        }

        if (network is not null)
        {
            foreach (string line in ShadedImage.Lines(image.Pixels, network, _screen.IsLive ? _screen.Width : int.MaxValue))
            {
                _screen.Line(line);
            }
        }
    }

    /// <summary>Where a digit is in its picture, for those of which there are several.</summary>
    private static string Place(ImageInput image) => image.Place is { AllAreRead: true, Box: var box }
        ? string.Create(CultureInfo.InvariantCulture, $" [grey]{box.Width}×{box.Height} at {box.Left},{box.Top}[/]")
        : "";

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
        else if (networks > 1)
        {
            _screen.Line($"Probabilities are the mean of {Format.Count(networks)} networks");
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
