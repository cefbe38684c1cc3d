using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>Shows people a training run, line by line, where they do not look at a terminal.</summary>
internal sealed class HumanTrainingReporter(Screen screen, DatasetDescription? dataset) : ITrainingReporter
{
    private readonly RecentLoss _recent = new();
    private int _epochs;

    /// <inheritdoc/>
    public DownloadReport? Download { get; } = dataset is null ? null : new DownloadReport(screen, dataset);

    /// <inheritdoc/>
    public void Starting(TrainingPlan plan)
    {
        _epochs = plan.Settings.Options.Epochs;
        TrainingFacts.WriteStart(screen, plan);
    }

    /// <inheritdoc/>
    public void BatchCompleted(BatchReport batch)
    {
        if (_recent.Add(batch, out double loss))
        {
            screen.Line($"[grey]epoch {EpochTable.Number(batch.Epoch, _epochs)}  batch {EpochTable.Number(batch.Batch, batch.Batches)}  loss {Format.Loss(loss)}[/]");
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        string test = epoch.Test is { } result
            ? $"  test loss {Format.Loss(result.Loss)}  test accuracy [bold green]{Format.Percent(result.Accuracy)}[/]"
            : "";
        string validation = epoch.Validation is { } kept
            ? $"  validation loss {Format.Loss(kept.Loss)}  validation accuracy {Format.Percent(kept.Accuracy)}"
            : "";
        screen.Line($"epoch {EpochTable.Number(epoch.Epoch, _epochs)}  train loss {Format.Loss(epoch.TrainLoss)}{validation}{test}  {Format.Seconds(epoch.TrainingTime)} of training");
    }

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(TrainingResult result) => TrainingFacts.WriteEnd(screen, result);
}
