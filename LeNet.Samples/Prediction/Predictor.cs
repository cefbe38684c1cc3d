using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>Predicts many images at a time: by one network as it is, by several as an ensemble.</summary>
internal sealed class Predictor : IDisposable
{
    private readonly NetworkSet _networks;
    private readonly BatchPredictor? _one;
    private readonly Ensemble? _several;

    /// <summary>Prepares to predict.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="threads">Threads to compute on; 0 for as many as help.</param>
    public Predictor(NetworkSet networks, int threads)
    {
        _networks = networks;
        if (networks.Count == 1)
        {
            _one = new BatchPredictor(networks.First, threads);
        }
        else
        {
            _several = new Ensemble(networks.Networks, threads);
        }
    }

    /// <summary>Threads in use, the caller's included.</summary>
    public int Threads => _one?.Threads ?? _several!.Threads;

    /// <summary>The most probable class of each image.</summary>
    /// <param name="images">Raw images one after the other.</param>
    /// <param name="classes">[image]: gets the most probable classes.</param>
    /// <param name="probabilities">[image][class]: gets the probabilities; empty where they are not wanted.</param>
    /// <param name="logits">[image][class]: gets the logits, of several networks the logarithms of the probabilities; empty where they are not wanted.</param>
    /// <exception cref="NotFiniteNumberException">The network has no probabilities for an image.</exception>
    /// <exception cref="FailureException">The same of one of several; the message names its file.</exception>
    public void Predict(ReadOnlyMemory<byte> images, Span<int> classes, Span<float> probabilities, Span<float> logits = default)
    {
        try
        {
            _one?.Predict(images, classes, probabilities, logits);
            _several?.Predict(images, classes, probabilities, logits);
        }
        catch (NotFiniteNumberException exception) when (_several is not null)
        {
            throw _networks.Named(exception, images);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one?.Dispose();
        _several?.Dispose();
    }
}
