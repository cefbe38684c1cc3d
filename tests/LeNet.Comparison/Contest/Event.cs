using LeNet.Comparison.Contestants;

namespace LeNet.Comparison.Contest;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Unit">The unit of its times.</param>
/// <param name="PerSecond">Units in a second of one pass: 1 for seconds a pass, 10⁶ / images for microseconds an image.</param>
/// <param name="Prepare">Makes a contestant ready for it; null if the contestant cannot do it.</param>
internal sealed record Event(string Name, string Unit, double PerSecond, Func<IContestant, IPerformance?> Prepare)
{
    private const double Microseconds = 1e6;

    /// <summary>All events, in the table's order.</summary>
    public static IEnumerable<Event> All(Workload workload, ComparisonOptions options)
    {
        if (options.Parts.Contains(Part.Training))
        {
            foreach (int threads in options.Threads)
            {
                yield return new(
                    $"training epoch of {workload.Data.Count:N0}, batch {Workload.TrainingBatch}, {Threads(threads)}",
                    "s",
                    1,
                    contestant => contestant.PrepareTraining(threads));
            }
        }

        if (options.Parts.Contains(Part.Inference))
        {
            foreach (int threads in options.Threads)
            {
                foreach (int batch in (int[])[64, 1000])
                {
                    yield return new(
                        $"inference, batch {batch:N0}, {Threads(threads)}",
                        "µs an image",
                        Microseconds / (workload.InferenceBatches(batch) * batch),
                        contestant => contestant.PrepareInference(batch, threads));
                }
            }
        }

        if (options.Parts.Contains(Part.Image))
        {
            yield return new("one image, 1 thread", "µs", Microseconds / Workload.SingleImages, contestant => contestant.PrepareSingleImages());
        }
    }

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";
}
