using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>Shows people a training run, line by line.</summary>
internal sealed class HumanTrainingReporter(Screen screen, DatasetDescription? dataset) : ITrainingReporter
{
    private readonly RecentLoss _recent = new();
    private int _epochs;

    /// <inheritdoc/>
    public IProgress<DownloadProgress>? Download { get; } = dataset is null ? null : new DownloadReport(screen, dataset);

    /// <inheritdoc/>
    public void Starting(TrainingPlan plan)
    {
        TrainingOptions options = plan.Settings.Options;
        _epochs = options.Epochs;
        Fact("network", $"[bold]{Format.Literal(plan.Network.Name)}[/], {Format.Count(plan.Network.ParameterCount, "parameter")}, "
            + (plan.Settings.InitialWeights is { } weights ? $"beginning with {Format.Literal(weights)}" : $"initial weights from seed {options.Seed}"));
        Fact("data", $"{Format.Literal(plan.Data.Title)}{(plan.Data.Folder is { } folder ? " in " + Format.Literal(folder) : ", drawn by the program")}: {Format.Count(plan.TrainingImages)} images to train, {Format.Count(plan.TestImages)} to test");
        Fact("recipe", $"{Format.Count(options.Epochs, "epoch")}, batches of {Format.Count(options.BatchSize)}, learning rate {Format.Number(options.LearningRate)}, momentum {Format.Number(options.Momentum)}, "
            + (options.Shuffle ? $"shuffled by seed {options.Seed}" : "in file order")
            + (options.MaxSteps is { } limit ? $", at most {Format.Count(limit, "step")}" : ""));
        Fact("machine", $"{Format.Count(plan.Threads, "thread")}, {plan.VectorBits}-bit vectors");
        Fact("output", Format.Literal(plan.RunFolder));
        screen.Line();
    }

    /// <inheritdoc/>
    public void BatchCompleted(BatchReport batch)
    {
        if (_recent.Add(batch, out double loss))
        {
            screen.Line($"[grey]epoch {Of(batch.Epoch, _epochs)}  batch {Of(batch.Batch, batch.Batches)}  loss {Format.Loss(loss)}[/]");
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        string test = epoch.Test is { } result
            ? $"  test loss {Format.Loss(result.Loss)}  test accuracy [bold green]{Format.Percent(result.Accuracy)}[/]"
            : "";
        screen.Line($"epoch {Of(epoch.Epoch, _epochs)}  train loss {Format.Loss(epoch.TrainLoss)}{test}  {Format.Seconds(epoch.TrainingTime)} of training");
    }

    /// <inheritdoc/>
    public void Completed(TrainingResult result)
    {
        screen.Line();
        Fact("trained", $"{Format.Count(result.Steps, "step")} in {Format.Seconds(result.TrainingTime)}");
        if (result.Pictures.Count > 0)
        {
            Fact("plots", string.Join(", ", result.Pictures));
        }

        Fact("weights", Format.Literal(result.WeightsPath));
        Fact("sha256", result.WeightsHash);
    }

    private void Fact(string name, string markup) => screen.Line($"[grey]{name,-7}[/]  {markup}");

    private static string Of(int number, int count)
    {
        string total = count.ToString(CultureInfo.InvariantCulture);
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length) + "/" + total;
    }
}
