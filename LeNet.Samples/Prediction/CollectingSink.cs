using LeNet.Samples.Reporting;

namespace LeNet.Samples.Prediction;

/// <summary>Keeps the first images that pass through to another sink, to be drawn; one more than are drawn tells that there are more.</summary>
internal sealed class CollectingSink(IPredictionSink inner) : IPredictionSink
{
    private readonly List<PredictedImage> _images = [];

    /// <summary>The images, in their order.</summary>
    public IReadOnlyList<PredictedImage> Images => _images;

    /// <inheritdoc/>
    public void Write(ImageInput image, int label, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        if (_images.Count <= PictureSupport.MostPredictions)
        {
            string file = Path.GetFileName(image.Source) ?? "";
            _images.Add(new PredictedImage(file, image.IsPicture && image.Place is not { AllAreRead: true } ? null : image.Index, image.Pixels.ToArray(), label, probabilities.ToArray())
            {
                Path = image.Source,
                Place = image.Place,
            });
        }

        inner.Write(image, label, probabilities, logits);
    }

    /// <inheritdoc/>
    public void Fail(ImageInput image) => inner.Fail(image);

    /// <inheritdoc/>
    public void Flush() => inner.Flush();
}
