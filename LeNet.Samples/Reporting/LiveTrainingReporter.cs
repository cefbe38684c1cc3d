using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>
/// Shows people a training run on a terminal: a table that grows by a row per epoch, and below it how far the running epoch is,
/// drawn over in its place.
/// </summary>
internal sealed class LiveTrainingReporter : ITrainingReporter
{
    private readonly Screen _screen;
    private readonly TimeProvider _clock;
    private readonly LiveLine _line;
    private readonly Func<int, string> _compose;

    private EpochTable _table = new(1, 1, isUnicode: false);
    private int _epochs;
    private long? _mostSteps;
    private double _bestAccuracy = -1;
    private long _firstStep;
    private long _runBegan;
    private long _epochBegan;
    private long _imagesInEpoch;
    private double _lossInEpoch;
    private BatchReport _batch;

    public LiveTrainingReporter(Screen screen, DatasetDescription? dataset, TimeProvider? clock = null)
    {
        _screen = screen;
        _clock = clock ?? TimeProvider.System;
        _line = new LiveLine(screen, _clock);
        _compose = Compose;
        Download = dataset is null ? null : new DownloadReport(screen, dataset, _clock);
    }

    /// <inheritdoc/>
    public DownloadReport? Download { get; }

    /// <inheritdoc/>
    public void Starting(TrainingPlan plan)
    {
        TrainingOptions options = plan.Settings.Options;
        (_epochs, _mostSteps) = (options.Epochs, options.MaxSteps);
        _firstStep = plan.Settings.Resumed?.Checkpoint.Step ?? 0;
        _table = new EpochTable(_epochs, _screen.Width, _screen.IsUnicode, plan.ValidationImages > 0, options.Schedule != new ConstantSchedule());
        TrainingFacts.WriteStart(_screen, plan);
        foreach (string line in _table.Header)
        {
            _screen.Line(line);
        }

        _runBegan = _epochBegan = _clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void BatchCompleted(BatchReport batch)
    {
        if (batch.Batch == 1)
        {
            (_imagesInEpoch, _lossInEpoch) = (0, 0);
        }

        _imagesInEpoch += batch.Count;
        _lossInEpoch += batch.Loss * batch.Count;
        _batch = batch;
        if (batch.Batch == batch.Batches || _line.IsDue)
        {
            _line.Show(_compose);
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        double accuracy = epoch.Test?.Accuracy ?? -1;
        _line.Clear();
        _screen.Line(_table.Row(epoch, epoch.BestEpoch is null ? accuracy > _bestAccuracy : epoch.IsBest));
        _bestAccuracy = Math.Max(_bestAccuracy, accuracy);
        _epochBegan = _clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Stopped() => _line.Clear();

    /// <inheritdoc/>
    public void Completed(TrainingResult result)
    {
        _line.Clear();
        TrainingFacts.WriteEnd(_screen, result);
    }

    private string Compose(int width)
    {
        double share = (double)_batch.Batch / _batch.Batches;
        double seconds = _clock.GetElapsedTime(_epochBegan).TotalSeconds;
        double rate = seconds > 0 ? _imagesInEpoch / seconds : 0;
        long steps = Math.Min((long)_epochs * _batch.Batches, _mostSteps ?? long.MaxValue);
        TimeSpan left = _clock.GetElapsedTime(_runBegan) * ((double)(steps - _batch.Step) / (_batch.Step - _firstStep));
        string name = EpochTable.Number(_batch.Epoch, _epochs).PadLeft(5);
        return ProgressBar.Compose(
            name,
            share,
            _batch.Batch == _batch.Batches
                ? [$"loss {Format.Loss(_lossInEpoch / _imagesInEpoch)}", "testing"]
                : [$"loss {Format.Loss(_lossInEpoch / _imagesInEpoch)}", $"{Format.Count((long)rate)} images/s", $"{Format.Clock(left)} left"],
            width,
            _screen.IsUnicode);
    }
}
