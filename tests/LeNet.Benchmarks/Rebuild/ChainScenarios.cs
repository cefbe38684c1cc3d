namespace LeNet.Benchmarks.Rebuild;

/// <summary>A deep network in the place of lenet.arch.json.</summary>
internal static class ChainScenarios
{
    private const int LabelsOfData = 10;

    /// <param name="convolutions">How many the network has.</param>
    public static IReadOnlyList<Scenario> All(int convolutions) =>
    [
        new(
            $"chain of {convolutions}, build",
            async (clone, cancellation) => (await Build(clone, cancellation)).Succeeded(),
            (clone, number) => File.WriteAllText(clone.Architecture, Chain.Architecture(convolutions, LabelsOfData + number)),
            Build),
        new(
            $"chain of {convolutions}, built, first training step",
            async (clone, cancellation) => (await Build(clone, cancellation)).Succeeded(),
            (_, _) => { },
            (clone, cancellation) => clone.DotNet(
                cancellation, "run", "--no-build", "--project", "LeNet.Samples", "--", "train", "--max-steps", "1", "--threads", "2", "--data", clone.Data, "--out", Path.Combine(clone.Folder, "out"), "--no-pictures", "--quiet")),
    ];

    private static Task<ToolRun> Build(Clone clone, CancellationToken cancellation) => clone.DotNet(cancellation, "build", "LeNet.Samples");
}
