namespace LeNet.Runtime;

/// <summary>
/// Several networks that answer together: the mean of their probabilities is mostly better than those of any one of them. They may differ in all but the
/// size of the images and the number of classes. For one caller at a time, which is checked.
/// </summary>
/// <remarks>
/// A member's probabilities are those of <see cref="BatchPredictor"/>, with its own <see cref="Network.Temperature"/>. The results have the same bits for any
/// number of threads, and depend on the order of the networks by no more than rounding. A training of a member waits for the end of its part of a
/// prediction, which has up to 1,024 images at a time, and that for the end of an update.
/// </remarks>
public sealed class Ensemble : IDisposable
{
    private const int MostImagesAtATime = 1024;

    /// <summary>Bounds the memory where there are many classes or networks.</summary>
    private const int ValuesAtATime = 1 << 22;

    private readonly Network[] _networks;
    private readonly Predictors _predictors;
    private readonly ExclusiveUse _use;
    private readonly MemberOutputs _outputs;
    private readonly float[] _means;
    private readonly int _imagesAtATime;

    /// <summary>Prepares to predict; allocates all that predicting needs.</summary>
    /// <param name="networks">The networks, one at least. Their parameters at the time of a prediction count. One that is there twice counts twice.</param>
    /// <param name="threads">Threads to compute on, the caller's included, at most 1024; 0 for as many as help.</param>
    /// <exception cref="ArgumentException">There is no network, or they take images of different sizes or have different numbers of classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of its range.</exception>
    public Ensemble(IReadOnlyList<Network> networks, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(networks);
        _networks = [.. networks];
        RequireAlike(_networks);
        Networks = Array.AsReadOnly(_networks);
        long values = (long)_networks.Length * Description.Classes;
        _imagesAtATime = (int)Math.Clamp(ValuesAtATime / values / LaneMath.Lanes * LaneMath.Lanes, LaneMath.Lanes, MostImagesAtATime);
        _outputs = new MemberOutputs(_networks.Length, _imagesAtATime, Description.Classes);
        _means = new float[Description.Classes];
        _predictors = new Predictors(_networks, threads);
        _use = new ExclusiveUse(this, _predictors);
    }

    /// <summary>The networks.</summary>
    public IReadOnlyList<Network> Networks { get; }

    /// <summary>Threads that compute at once, the caller's included; each network has so many of its own, or fewer where they do not help.</summary>
    public int Threads => _predictors.Threads;

    private NetworkDescription Description => _networks[0].Description;

    /// <summary>The class of each image whose mean probability is the largest, the first of equal ones. Allocates nothing.</summary>
    /// <param name="images">Raw images one after the other, <see cref="NetworkDescription.ImageBytes"/> each.</param>
    /// <param name="classes">[image]: gets the most probable classes; empty where they are not wanted.</param>
    /// <param name="probabilities">[image][class]: gets the mean probabilities; empty where they are not wanted.</param>
    /// <param name="logits">[image][class]: gets the natural logarithms of the mean probabilities; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">The images are not whole, or a span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is predicting with it.</exception>
    /// <exception cref="NotFiniteNumberException">The logits that a network has of an image are no numbers or infinite: its parameters are, or are too large.</exception>
    public void Predict(ReadOnlyMemory<byte> images, Span<int> classes, Span<float> probabilities = default, Span<float> logits = default)
    {
        using ExclusiveUse.Use use = _use.Enter();
        int count = PredictionSpans.Count(Description, images, classes, probabilities, logits);
        for (int begin = 0; begin < count; begin += _imagesAtATime)
        {
            int part = Math.Min(_imagesAtATime, count - begin);
            Run(images, begin, part, withLogarithms: !logits.IsEmpty);
            for (int i = 0; i < part; i++)
            {
                int first = (begin + i) * _means.Length;
                int best = _outputs.Mean(i, probabilities.IsEmpty ? _means : probabilities.Slice(first, _means.Length));
                if (!classes.IsEmpty)
                {
                    classes[begin + i] = best;
                }

                for (int k = 0; k < _means.Length && !logits.IsEmpty; k++)
                {
                    logits[first + k] = (float)_outputs.LogMean(i, k);
                }
            }
        }
    }

    /// <summary>
    /// Loss, accuracy, confusion and calibration error over a data set. The loss is the mean of −ln of the true class's mean probability, whatever losses
    /// the networks were trained with; their temperatures have a part in it.
    /// </summary>
    /// <param name="dataset">Images of the size that the networks take.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <exception cref="DataFileException">The images or labels, which are from files, do not fit the networks.</exception>
    /// <exception cref="ArgumentException">The images or labels, which are from memory, do not fit the networks.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is predicting with it, or a label became none of the classes meanwhile.</exception>
    /// <exception cref="NotFiniteNumberException">The logits that a network has of an image are no numbers or infinite: its parameters are, or are too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Evaluate(Dataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using ExclusiveUse.Use use = _use.Enter();
        dataset.Require(Description);
        int[,] confusion = new int[_means.Length, _means.Length];
        double loss = 0;
        int correct = 0;
        var calibration = new CalibrationError();
        for (int begin = 0; begin < dataset.Count; begin += _imagesAtATime)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int part = Math.Min(_imagesAtATime, dataset.Count - begin);
            Run(dataset.ImageMemory, begin, part, withLogarithms: true);
            for (int i = 0; i < part; i++)
            {
                int actual = Label(dataset, begin + i);
                int best = _outputs.Mean(i, _means);
                loss -= _outputs.LogMean(i, actual);
                correct += best == actual ? 1 : 0;
                confusion[actual, best]++;
                calibration.Add(_means[best], best == actual);
            }
        }

        return new Evaluation(dataset.Count == 0 ? 0 : loss / dataset.Count, dataset.Count, correct, confusion) { CalibrationError = calibration.Value };
    }

    /// <summary>Ends its threads; if another thread is predicting, when that is done. The networks stay as they are.</summary>
    public void Dispose() => _use.Dispose();

    private static void RequireAlike(Network[] networks)
    {
        if (networks.Length == 0)
        {
            throw new ArgumentException("An ensemble has one network at least.", nameof(networks));
        }

        for (int i = 0; i < networks.Length; i++)
        {
            if (networks[i] is null)
            {
                throw new ArgumentException($"Network {i + 1} of {networks.Length} is null.", nameof(networks));
            }

            NetworkDescription first = networks[0].Description;
            NetworkDescription other = networks[i].Description;
            if (ImageShape.Mismatch(first.ImageChannels, first.ImageHeight, first.ImageWidth, other) is not null || other.Classes != first.Classes)
            {
                throw new ArgumentException(
                    $"The networks of an ensemble take images of one size and have the same classes: {Facts(first)}, but network {i + 1}, {Facts(other)}.", nameof(networks));
            }
        }

        static string Facts(NetworkDescription network) =>
            $"{network.Name}, has {network.ImageChannels}×{network.ImageHeight}×{network.ImageWidth} (channels×height×width) and {network.Classes} classes";
    }

    /// <summary>Has all networks predict some of the images.</summary>
    private void Run(ReadOnlyMemory<byte> images, int begin, int count, bool withLogarithms)
    {
        int bytes = Description.ImageBytes;
        ReadOnlyMemory<byte> part = images.Slice(begin * bytes, count * bytes);
        for (int member = 0; member < _networks.Length; member++)
        {
            float temperature;
            do
            {
                temperature = _networks[member].Temperature;
                _predictors.Predict(member, part, _outputs.Probabilities(member, count), withLogarithms ? _outputs.Logits(member, count) : default);
            }
            while (temperature != _networks[member].Temperature); // a training that begins meanwhile makes it 1

            if (withLogarithms)
            {
                _outputs.Normalise(member, count, temperature);
            }
        }
    }

    private int Label(Dataset dataset, int image)
    {
        int label = dataset.Labels[image];
        return label < _means.Length
            ? label
            : throw Dataset.Changed(image, label, Description);
    }

    /// <summary>A predictor for each network.</summary>
    private sealed class Predictors : IDisposable
    {
        private readonly List<BatchPredictor> _all = [];

        public Predictors(Network[] networks, int threads)
        {
            try
            {
                foreach (Network network in networks)
                {
                    _all.Add(new BatchPredictor(network, threads));
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public int Threads => _all.Max(predictor => predictor.Threads);

        public void Predict(int member, ReadOnlyMemory<byte> images, Span<float> probabilities, Span<float> logits)
        {
            try
            {
                _all[member].Predict(images, default, probabilities, logits);
            }
            catch (NotFiniteNumberException exception) when (_all.Count > 1)
            {
                throw new NotFiniteNumberException($"network {member + 1} of {_all.Count}: {exception.Message}", exception);
            }
        }

        public void Dispose()
        {
            foreach (BatchPredictor predictor in _all)
            {
                predictor.Dispose();
            }
        }
    }
}
