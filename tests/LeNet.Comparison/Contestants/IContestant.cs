namespace LeNet.Comparison.Contestants;

/// <summary>One implementation of LeNet-5, with the weights of the workload.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Its name and version, for the table.</summary>
    string Name { get; }

    /// <summary>The logits of the workload's first images, row by row.</summary>
    /// <param name="images">How many.</param>
    float[] ComputeLogits(int images);

    /// <summary>The losses of the first steps of training, on batches in the order of the data; null if it does not train.</summary>
    /// <param name="steps">How many.</param>
    double[]? ComputeTrainingLosses(int steps);

    /// <summary>Prepares an epoch of training; null if it does not train.</summary>
    IPerformance? PrepareTraining(int threads);

    /// <summary>Prepares a pass over <see cref="Workload.InferenceBatches"/>.</summary>
    IPerformance PrepareInference(int batch, int threads);

    /// <summary>Prepares <see cref="Workload.SingleImages"/> images one at a time, on one thread.</summary>
    IPerformance PrepareSingleImages();
}

/// <summary>Work that is ready to be timed: all memory is there, all data is in the contestant's own form.</summary>
internal interface IPerformance : IDisposable
{
    /// <summary>Does parts of the work for a while, so that everything is compiled and cached.</summary>
    /// <param name="least">How long.</param>
    void WarmUp(TimeSpan least);

    /// <summary>Does all of the work.</summary>
    void Run();
}
