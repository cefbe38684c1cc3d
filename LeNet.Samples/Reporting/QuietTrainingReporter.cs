using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>Says where the weights are and what their SHA-256 is, and nothing else.</summary>
internal sealed class QuietTrainingReporter(TextWriter output) : ITrainingReporter
{
    /// <inheritdoc/>
    public DownloadReport? Download => null;

    /// <inheritdoc/>
    public void Starting(TrainingPlan plan)
    {
    }

    /// <inheritdoc/>
    public void BatchCompleted(BatchReport batch)
    {
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
    }

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(TrainingResult result)
    {
        output.WriteLine($"weights  {Text.OneLine(result.WeightsPath)}");
        output.WriteLine($"sha256   {result.WeightsHash}");
    }
}
