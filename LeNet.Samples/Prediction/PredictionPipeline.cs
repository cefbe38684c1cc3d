using System.Threading.Channels;
using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>
/// Labels images while others are still read: jobs, each a few images, are found by one thread and carried out by several;
/// their images are predicted in batches and reported in order. When no further image is ready, those there are go through at once.
/// </summary>
internal sealed class PredictionPipeline : IDisposable
{
    private const int ImagesAtATime = 512;

    private readonly NetworkDescription _network;
    private readonly Predictor _predictor;
    private readonly IPredictionSink _sink;
    private readonly List<ImageInput> _waiting = [];
    private readonly byte[] _pixels;
    private readonly int[] _labels = new int[ImagesAtATime];
    private readonly float[] _probabilities;
    private readonly float[] _logits;

    /// <summary>Prepares to predict.</summary>
    /// <param name="networks">The network, or several whose probabilities are averaged.</param>
    /// <param name="threads">Threads to compute on; 0 for one per processor.</param>
    /// <param name="sink">Where the results go.</param>
    public PredictionPipeline(NetworkSet networks, int threads, IPredictionSink sink)
    {
        (_network, _sink) = (networks.Description, sink);
        _predictor = new Predictor(networks, threads);
        _pixels = new byte[ImagesAtATime * _network.ImageBytes];
        _probabilities = new float[ImagesAtATime * _network.Classes];
        _logits = new float[ImagesAtATime * _network.Classes];
    }

    /// <summary>Labels all images.</summary>
    /// <param name="jobs">
    /// Finds the jobs, on a thread of its own, which may block; it goes ahead by two jobs for each thread. A job gives images; jobs
    /// are carried out on several threads at once.
    /// </param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>What a job or the search for jobs throws comes out of here, after the results of all images before.</remarks>
    public async Task RunAsync(IEnumerable<Func<IReadOnlyList<ImageInput>>> jobs, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Task<IReadOnlyList<ImageInput>>> ahead = Channel.CreateBounded<Task<IReadOnlyList<ImageInput>>>(2 * _predictor.Threads);
        new Thread(() => Find(jobs, ahead.Writer, _predictor.Threads, stop.Token)) { IsBackground = true, Name = "input" }.Start();
        try
        {
            while (await ahead.Reader.WaitToReadAsync(cancellationToken))
            {
                while (ahead.Reader.TryRead(out Task<IReadOnlyList<ImageInput>>? job))
                {
                    if (!job.IsCompleted)
                    {
                        Finish();
                    }

                    foreach (ImageInput image in await job.WaitAsync(cancellationToken))
                    {
                        Add(image);
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                }

                Finish();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Finish();
            throw;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _predictor.Dispose();

    private static void Find(
        IEnumerable<Func<IReadOnlyList<ImageInput>>> jobs, ChannelWriter<Task<IReadOnlyList<ImageInput>>> ahead, int threads, CancellationToken stop)
    {
        try
        {
            TaskFactory factory = new(stop, TaskCreationOptions.None, TaskContinuationOptions.None,
                new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler);
            foreach (Func<IReadOnlyList<ImageInput>> job in jobs)
            {
                if (!ahead.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult() || !ahead.TryWrite(factory.StartNew(job)))
                {
                    break;
                }
            }

            ahead.TryComplete();
        }
        catch (Exception exception)
        {
            ahead.TryComplete(exception);
        }
    }

    private void Add(ImageInput image)
    {
        _waiting.Add(image);
        if (_waiting.Count == ImagesAtATime)
        {
            Predict();
        }
    }

    private void Finish()
    {
        Predict();
        _sink.Flush();
    }

    private void Predict()
    {
        int imageBytes = _network.ImageBytes;
        int classes = _network.Classes;
        int count = 0;
        foreach (ImageInput image in _waiting)
        {
            if (image.Problem is null)
            {
                image.Pixels.Span.CopyTo(_pixels.AsSpan(count++ * imageBytes, imageBytes));
            }
        }

        _predictor.Predict(_pixels.AsMemory(0, count * imageBytes), _labels.AsSpan(0, count), _probabilities.AsSpan(0, count * classes), _logits.AsSpan(0, count * classes));
        int next = 0;
        foreach (ImageInput image in _waiting)
        {
            if (image.Problem is not null)
            {
                _sink.Fail(image);
                continue;
            }

            _sink.Write(image, _labels[next], _probabilities.AsSpan(next * classes, classes), _logits.AsSpan(next * classes, classes));
            next++;
        }

        _waiting.Clear();
    }
}
