namespace LeNet.Samples.Prediction;

/// <summary>Takes the results of predictions, in the order of the images.</summary>
internal interface IPredictionSink
{
    /// <summary>One image's result.</summary>
    /// <param name="image">The image.</param>
    /// <param name="label">The most probable class.</param>
    /// <param name="probabilities">Each class's probability.</param>
    /// <param name="logits">Each class's logit.</param>
    void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits);

    /// <summary>An image that could not be labelled.</summary>
    /// <param name="image">The image, with its problem.</param>
    void Fail(ImageInput image);

    /// <summary>Nothing more is there for now: whoever waits for the results must get them.</summary>
    void Flush();
}
