namespace LeNet.Runtime;

/// <content>Where training stands, to be taken up later.</content>
public sealed partial class Trainer
{
    /// <summary>
    /// All that training needs to go on from here with the same bits: weights, what the optimizer remembers, position and options. To be called between two
    /// updates, from an event handler of <see cref="Train"/> for instance, or after it, but not by another thread. Allocates the copy; the first one for a data set also hashes that.
    /// </summary>
    /// <param name="notes">What the caller wants to find again in <see cref="Checkpoint.Notes"/>, or null.</param>
    /// <exception cref="DivergenceException">A weight is infinite or not a number: nothing to go on from.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in use by another thread.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public Checkpoint Capture(IReadOnlyDictionary<string, string>? notes = null)
    {
        using ExclusiveUse.Use use = _use.EnterOrJoin();
        using ParameterAccess.Reading reading = _network.Access.Read();
        RequireFinite();
        var facts = new CheckpointFacts(
            ArchitectureFacts.Lines(_network.Description), _options, Step, _position, _progress, _training?.ComputeHash() ?? _restored?.Facts.Dataset);
        return Checkpoint.Of(facts, notes ?? new Dictionary<string, string>(), _network, _update);
    }

    /// <summary>
    /// Sets weights, what the optimizer remembers, and position to those of a checkpoint; the next <see cref="Train"/> goes on from there. Its result has the
    /// same bits as if training had never stopped, whatever the threads then and now.
    /// </summary>
    /// <param name="checkpoint">The checkpoint: of this network, and with these options but for <see cref="TrainingOptions.Threads"/>.</param>
    /// <exception cref="DataFileException">It is of another network or of other options, which the message names. All is as it was.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in use, or another thread changes the network.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public void Restore(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using ExclusiveUse.Use use = _use.Enter();
        if (ArchitectureFacts.Difference(checkpoint.Facts.Architecture, ArchitectureFacts.Lines(_network.Description)) is { } difference)
        {
            throw new DataFileException(checkpoint.Path, $"does not fit the network: {difference}");
        }

        if (CheckpointFacts.Difference(checkpoint.Options, _options) is { } option)
        {
            throw new DataFileException(checkpoint.Path, $"does not fit the options: {option}");
        }

        using ParameterAccess.Changing change = _network.Access.Change();
        checkpoint.CopyTo(_network, _update);
        (Step, _position, _progress) = (checkpoint.Step, checkpoint.Facts.Position, checkpoint.Facts.Progress);
        (_restored, _training) = (checkpoint, null);
    }

    /// <summary>After <see cref="Restore"/>, training goes on with the same samples; else it begins.</summary>
    private void BeginOrGoOn(Dataset training, SampleSplit split)
    {
        if (_restored is null)
        {
            (_position, _progress) = (new TrainingPosition(Epoch: 1), Progress.None);
            _passes.Reset();
        }
        else if (_restored.Facts.Dataset is { } hash && training.ComputeHash() != hash)
        {
            throw new DataFileException(_restored.Path, "does not fit the training set: its images, labels or their order are others than when the training began");
        }
        else if (_position.Batch > BatchesOf(split.Training?.Length ?? training.Count))
        {
            throw new DataFileException(_restored.Path, $"does not fit the training set: {_position.Batch} batches of epoch {_position.Epoch} are done, but {training.Count} images make fewer");
        }
        else if (_position.Batch > 0)
        {
            _passes.Resume(training, _position.Epoch, _position.Batch);
        }

        (_training, _split, _restored) = (training, split, null);
    }

    private void RequireFinite()
    {
        if (Divergence.FirstNotFinite(_network) is { } parameter)
        {
            throw Divergence.OfWeights(_network, parameter, _position.Epoch, _position.Batch, Step);
        }
    }
}
