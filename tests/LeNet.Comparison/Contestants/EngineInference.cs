using LeNet.Runtime;

namespace LeNet.Comparison.Contestants;

/// <summary>The engine's inference in batches: the one place that knows which of its entrances is measured.</summary>
internal static class EngineInference
{
    /// <summary>Prepares a pass over the workload's batches, from bytes to losses and predicted classes.</summary>
    public static IPerformance Prepare(Workload workload, int batch, int threads)
    {
        Dataset all = workload.Data;
        Dataset[] batches =
        [
            .. Enumerable.Range(0, workload.InferenceBatches(batch)).Select(i => new Dataset(
                all.Images.Slice(i * batch * all.ImageBytes, batch * all.ImageBytes).ToArray(),
                all.Labels.Slice(i * batch, batch).ToArray(),
                all.Channels,
                all.Height,
                all.Width)),
        ];
        BatchEngine engine = new(workload.Weights, threads, trains: false);
        return new Performance(batches.Length, i => engine.Evaluate(batches[i], CancellationToken.None), engine);
    }
}
