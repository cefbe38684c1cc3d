namespace LeNet.Runtime;

/// <content>Gradients of batches, and updates.</content>
internal sealed partial class BatchEngine
{
    /// <summary>Gradients of the mean loss over some samples, and, with an optimizer, one update of the parameters.</summary>
    /// <param name="dataset">Images of the size that the network takes.</param>
    /// <param name="samples">Which of them make the batch.</param>
    /// <param name="update">What updates the parameters, unless the loss is infinite or not a number; or null.</param>
    /// <param name="seed">With the epoch, what random choices in layers depend on.</param>
    /// <param name="epoch">The epoch.</param>
    public (double MeanLoss, int Correct) Train(Dataset dataset, ReadOnlySpan<int> samples, ParameterUpdate? update, ulong seed, int epoch)
    {
        if (update is null)
        {
            using ParameterAccess.Reading reading = _network.Access.Read();
            return RunBatch(dataset, samples, null, seed, epoch);
        }

        using ParameterAccess.Changing change = _network.Access.Change();
        (double, int) result = RunBatch(dataset, samples, update, seed, epoch);
        _network.ParametersChanged();
        return result;
    }

    private (double MeanLoss, int Correct) RunBatch(Dataset dataset, ReadOnlySpan<int> samples, ParameterUpdate? update, ulong seed, int epoch)
    {
        if (NeedsWholeBatch && TilesOf(samples.Length) > _waveTiles)
        {
            Allocate(TilesOf(samples.Length));
        }

        (_seed, _epoch) = (seed, epoch);
        _pixels = dataset.ImageMemory;
        _weight = 1f / samples.Length;
        _first = true;
        double loss = 0;
        int correct = 0;
        for (int begin = 0; begin < samples.Length; begin += _waveTiles * Lanes)
        {
            BeginWave(samples.Slice(begin, Math.Min(_waveTiles * Lanes, samples.Length - begin)), dataset.Labels);
            RunPasses(update is not null);
            loss += SumOfLosses();
            correct += CountCorrect();

            // No update follows from a loss that is no number: the weights that led to it stay, to be looked at.
            ParameterUpdate? last = begin + _count == samples.Length && double.IsFinite(loss) ? update : null;
            _update = last is { NeedsWholeGradient: true } ? null : last;
            Run(Phase.Sum);
            _first = false;
            if (last is { NeedsWholeGradient: true })
            {
                last.Measure(_gradient.Span);
                _update = last;
                Run(Phase.Update);
            }
        }

        return (loss / samples.Length, correct);
    }

    /// <summary>Forward, loss and backward of a wave's tiles; where the network needs the whole batch, all of them stage by stage.</summary>
    private void RunPasses(bool updates)
    {
        for (_pass = 0; _pass < _passes; _pass++)
        {
            Run(Phase.Train);
            if (_pass + 1 < _forwardStages)
            {
                _network.RunBatchForward(_pass, _network.Parameters, _records.Span, _tiles, _count, updates);
            }
            else if (_pass + 1 < _passes)
            {
                _network.RunBatchBackward(_pass + 1 - _forwardStages, _records.Span, _tiles, _count);
            }
        }
    }

    private void Update(int worker, int workers)
    {
        if (_update is null)
        {
            return;
        }

        IReadOnlyList<ParameterDescription> parameters = _network.Description.Parameters;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!parameters[i].IsTrainable)
            {
                continue;
            }

            (int begin, int end) = _network.GradientShare(i, worker, workers);
            _update.Apply(i, _network.Parameters, _gradient.Span, begin, end);
        }
    }
}
