using System.Globalization;
using System.Text;

namespace LeNet.Samples.Prediction;

/// <summary>Labels alone, one per line; an empty line for an image without one, whose problem goes to standard error.</summary>
/// <param name="output">Where labels go.</param>
/// <param name="error">Where problems go.</param>
internal sealed class LabelPredictions(TextWriter output, TextWriter error) : IPredictionSink
{
    private readonly StringBuilder _lines = new();

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits) =>
        _lines.Append(CultureInfo.InvariantCulture, $"{label}").Append(output.NewLine);

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
