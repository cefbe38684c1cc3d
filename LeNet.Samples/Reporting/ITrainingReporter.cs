using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>Told of a training run as it proceeds, on the thread that trains. It must not hold that up.</summary>
internal interface ITrainingReporter
{
    /// <summary>Told of a download of the data, or null if nobody wants to know.</summary>
    DownloadReport? Download { get; }

    /// <summary>All is read and ready; the first update comes next.</summary>
    void Starting(TrainingPlan plan);

    /// <summary>An update is done.</summary>
    void BatchCompleted(BatchReport batch);

    /// <summary>An epoch is done, tested and written.</summary>
    void EpochCompleted(EpochReport epoch);

    /// <summary>The run ended before its time; an error follows.</summary>
    void Stopped();

    /// <summary>The run is done and written.</summary>
    void Completed(TrainingResult result);
}
