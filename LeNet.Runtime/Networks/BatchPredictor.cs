namespace LeNet.Runtime;

/// <summary>Predicts many images at a time, sixteen side by side, on several threads of its own. For one caller at a time, which is checked.</summary>
/// <remarks>
/// The results are those of <see cref="Network.Predict(ReadOnlySpan{byte}, Span{float})"/>, bit by bit. Several predictors may share a network.
/// A training of the network waits for the end of a prediction, and a prediction for the end of an update.
/// </remarks>
public sealed class BatchPredictor : IDisposable
{
    private readonly Network _network;
    private readonly BatchEngine _engine;
    private readonly ExclusiveUse _use;

    /// <summary>Prepares to predict; allocates all that predicting needs.</summary>
    /// <param name="network">The network. Its parameters at the time of a prediction count.</param>
    /// <param name="threads">Threads to compute on, the caller's included, at most 1024; 0 for one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of its range.</exception>
    public BatchPredictor(Network network, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _engine = new BatchEngine(network, ThreadCount.Useful(network.Description, threads, BatchEngine.WaveSamples, trains: false), trains: false);
        _use = new ExclusiveUse(this, _engine);
    }

    /// <summary>Threads in use, the caller's included.</summary>
    public int Threads => _engine.Threads;

    /// <summary>The most probable class of each image. Allocates nothing.</summary>
    /// <param name="images">Raw images one after the other, <see cref="NetworkDescription.ImageBytes"/> each.</param>
    /// <param name="classes">[image]: gets the most probable classes; empty where they are not wanted.</param>
    /// <param name="probabilities">[image][class]: gets the probabilities; empty where they are not wanted.</param>
    /// <param name="logits">[image][class]: gets the logits; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">The images are not whole, or a span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is predicting with it.</exception>
    /// <exception cref="NotFiniteNumberException">The logits of an image are no numbers or infinite: the parameters are, or are too large.</exception>
    public void Predict(ReadOnlyMemory<byte> images, Span<int> classes, Span<float> probabilities = default, Span<float> logits = default)
    {
        using ExclusiveUse.Use use = _use.Enter();
        int count = PredictionSpans.Count(_network.Description, images, classes, probabilities, logits);
        _engine.Predict(images, count, classes, probabilities, logits);
    }

    /// <summary>Ends its threads; if another thread is predicting, when that is done.</summary>
    public void Dispose() => _use.Dispose();
}
