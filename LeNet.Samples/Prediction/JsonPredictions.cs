using System.Buffers;
using System.Text;
using System.Text.Json;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Prediction;

/// <summary>Results as JSON objects, one per line, written whenever there is nothing more to do for now.</summary>
/// <param name="output">Where they go.</param>
/// <param name="show">Whether to add the pixels that the network saw.</param>
/// <param name="minProbability">Below this a label is not sure; null if nobody asked.</param>
/// <param name="networks">Networks whose probabilities were averaged.</param>
internal sealed class JsonPredictions(TextWriter output, bool show, double? minProbability = null, int networks = 1) : IPredictionSink
{
    private const int Enough = 64 << 10;

    private readonly ArrayBufferWriter<byte> _lines = new();
    private Utf8JsonWriter? _json;

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        Utf8JsonWriter json = Begin(image);
        json.WriteNumber("label", label);
        json.WriteNumbers("probabilities", probabilities);
        json.WriteNumbers("logits", logits);
        json.WriteEnsemble(networks);
        if (minProbability is { } least)
        {
            json.WriteBoolean("sure", probabilities[label] >= least);
        }

        if (image.Place is { AllAreRead: true, Box: var box })
        {
            json.WriteNumbers("box", (int[])[box.Left, box.Top, box.Width, box.Height]);
        }
        else if (image.Place is { OthersAreLeft: true, Digits: var digits })
        {
            json.WriteNumber("digits", digits);
        }

        if (show)
        {
            json.WriteStartArray("pixels");
            foreach (byte pixel in image.Pixels.Span)
            {
                json.WriteNumberValue(pixel);
            }

            json.WriteEndArray();
        }

        End(json);
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image)
    {
        Utf8JsonWriter json = Begin(image);
        json.WriteString("error", image.Problem!.Message);
        End(json);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_lines.WrittenCount > 0)
        {
            output.Write(Encoding.UTF8.GetString(_lines.WrittenSpan));
            output.Flush();
            _lines.ResetWrittenCount();
        }
    }

    private Utf8JsonWriter Begin(ImageInput image)
    {
        _json ??= new Utf8JsonWriter(_lines);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("source", image.Source);
        _json.WriteNumber("index", image.Index);
        return _json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        _lines.Write(Encoding.ASCII.GetBytes(output.NewLine));
        if (_lines.WrittenCount >= Enough)
        {
            Flush();
        }
    }
}
