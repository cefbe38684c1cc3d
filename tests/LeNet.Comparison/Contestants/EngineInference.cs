using LeNet.Runtime;

namespace LeNet.Comparison.Contestants;

/// <summary>The engine's inference in batches: the one place that knows which of its entrances is measured.</summary>
internal static class EngineInference
{
    /// <summary>Prepares a pass over the workload's batches, from bytes to classes, probabilities and logits.</summary>
    public static IPerformance Prepare(Workload workload, int batch, int threads)
    {
        Dataset all = workload.Data;
        ReadOnlyMemory<byte>[] batches =
        [
            .. Enumerable.Range(0, workload.InferenceBatches(batch)).Select(i =>
                (ReadOnlyMemory<byte>)all.Images.Slice(i * batch * all.ImageBytes, batch * all.ImageBytes).ToArray()),
        ];
        int classes = workload.Weights.Description.Classes;
        int[] predicted = new int[batch];
        float[] probabilities = new float[batch * classes];
        float[] logits = new float[batch * classes];
        BatchPredictor predictor = new(workload.Weights, threads);
        return new Performance(batches.Length, i => predictor.Predict(batches[i], predicted, probabilities, logits), predictor);
    }
}
