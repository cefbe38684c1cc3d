namespace LeNet.Samples.Prediction;

/// <summary>Counts what passes through to another sink.</summary>
internal sealed class CountingSink(IPredictionSink inner) : IPredictionSink
{
    /// <summary>Images so far.</summary>
    public int Count { get; private set; }

    /// <summary>Those of them that could not be labelled.</summary>
    public int Failed { get; private set; }

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        Count++;
        inner.Write(image, label, probabilities, logits);
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image)
    {
        Count++;
        Failed++;
        inner.Fail(image);
    }

    /// <inheritdoc/>
    public void Flush() => inner.Flush();
}
