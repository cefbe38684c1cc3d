using System.Globalization;
using System.Text;

namespace LeNet.Samples.Prediction;

/// <summary>Labels alone, one per line, ? where it is not sure; an empty line for an image without one, whose problem goes to standard error.</summary>
/// <param name="output">Where labels go.</param>
/// <param name="error">Where problems go.</param>
/// <param name="minProbability">Below this a label is not sure; null if nobody asked.</param>
internal sealed class LabelPredictions(TextWriter output, TextWriter error, double? minProbability = null) : IPredictionSink
{
    private readonly StringBuilder _lines = new();

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        _lines.Append(probabilities[label] >= (minProbability ?? 0) ? label.ToString(CultureInfo.InvariantCulture) : "?").Append(output.NewLine);
        if (image.Place is { OthersAreLeft: true } place)
        {
            error.WriteLine("note: " + Text.OneLine($"{image.Source}: {place.Note}"));
        }
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image)
    {
        _lines.Append(output.NewLine);
        error.WriteLine("error: " + Text.OneLine(image.Problem!.Message));
    }

    /// <inheritdoc/>
    public void Flush()
    {
        output.Write(_lines);
        output.Flush();
        _lines.Clear();
    }
}
