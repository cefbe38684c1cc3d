namespace LeNet.Runtime;

/// <content>Evaluation and prediction.</content>
internal sealed partial class BatchEngine
{
    /// <summary>Loss, accuracy and confusion over a data set, or some of its samples.</summary>
    public Evaluation Evaluate(Dataset dataset, CancellationToken cancellationToken, int[]? samples = null)
    {
        NetworkDescription network = _network.Description;
        dataset.Require(network);
        using ParameterAccess.Reading reading = _network.Access.Read();
        _pixels = dataset.ImageMemory;
        int[,] confusion = new int[network.Classes, network.Classes];
        double loss = 0;
        int correct = 0;
        var calibration = new CalibrationError();
        float[] probabilities = new float[network.Classes * Lanes];
        int count = samples?.Length ?? dataset.Count;
        for (int begin = 0; begin < count; begin += _count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InferWave(begin, count, dataset.Labels, samples);
            loss += SumOfLosses();
            correct += CountCorrect();
            for (int i = 0; i < _count; i++)
            {
                confusion[_waveLabels[i], _predicted[i]]++;
            }

            AddTo(calibration, probabilities);
        }

        return new Evaluation(count == 0 ? 0 : loss / count, count, correct, confusion) { CalibrationError = calibration.Value };
    }

    /// <summary>Classes, probabilities and logits of images; spans that are empty are not filled.</summary>
    public void Predict(ReadOnlyMemory<byte> images, int count, Span<int> classes, Span<float> probabilities, Span<float> logits)
    {
        using ParameterAccess.Reading reading = _network.Access.Read();
        _pixels = images;
        for (int begin = 0; begin < count; begin += _count)
        {
            InferWave(begin, count, []);
            RequireNumbers();
            for (int tile = 0; tile < _tiles; tile++)
            {
                CopyProbabilities(tile, probabilities, begin);
                Copy(tile, _memory.Logits, logits, begin);
            }

            if (!classes.IsEmpty)
            {
                _predicted.AsSpan(0, _count).CopyTo(classes.Slice(begin));
            }
        }
    }

    /// <summary>The next images of a data set, or of some of them, in their order, as many as a wave takes.</summary>
    private void InferWave(int begin, int count, ReadOnlySpan<byte> labels, int[]? chosen = null)
    {
        Span<int> samples = _waveSamples.AsSpan(0, Math.Min(_waveSamples.Length, count - begin));
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = chosen is null ? begin + i : chosen[begin + i];
        }

        BeginWave(samples, labels);
        Run(Phase.Infer);
    }

    /// <summary>Checks that each sample of the wave has a most probable class.</summary>
    private void RequireNumbers()
    {
        for (int i = 0; i < _count; i++)
        {
            if (float.IsNaN(Record(i / Lanes)[_memory.Probabilities + (_predicted[i] * Lanes) + (i % Lanes)]))
            {
                throw Network.NoProbabilities(_network.Description);
            }
        }
    }

    /// <summary>The probabilities of the wave's predicted classes.</summary>
    private void AddTo(CalibrationError calibration, Span<float> probabilities)
    {
        int classes = _network.Description.Classes;
        for (int tile = 0; tile < _tiles; tile++)
        {
            int first = tile * Lanes;
            CopyProbabilities(tile, probabilities, -first);
            for (int i = 0; i < Math.Min(Lanes, _count - first); i++)
            {
                calibration.Add(probabilities[(i * classes) + _predicted[first + i]], _predicted[first + i] == _waveLabels[first + i]);
            }
        }
    }

    /// <summary>As <see cref="Copy"/>; where the network has a temperature, from the logits.</summary>
    private void CopyProbabilities(int tile, Span<float> results, int begin)
    {
        Copy(tile, _network.Temperature == 1 ? _memory.Probabilities : _memory.Logits, results, begin);
        if (_network.Temperature == 1 || results.IsEmpty)
        {
            return;
        }

        int classes = _network.Description.Classes;
        int first = tile * Lanes;
        for (int i = 0; i < Math.Min(Lanes, _count - first); i++)
        {
            Span<float> sample = results.Slice((begin + first + i) * classes, classes);
            Softmax.Compute(sample, sample, _network.Temperature);
        }
    }

    /// <summary>A value of each class, of a tile's samples → their places in [sample][class], unless that is empty.</summary>
    private void Copy(int tile, int offset, Span<float> results, int begin)
    {
        if (!results.IsEmpty)
        {
            int classes = _network.Description.Classes;
            int first = tile * Lanes;
            int samples = Math.Min(Lanes, _count - first);
            TileResults.Copy(Record(tile).Slice(offset, classes * Lanes), samples, results.Slice((begin + first) * classes, samples * classes));
        }
    }
}
