namespace LeNet.Benchmarks.Rebuild;

/// <summary>What somebody waits for who edits lenet.arch.json in a clone and runs the program.</summary>
internal static class SampleScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("an edit, first training step", Prepare, Edit, FirstStep),
        new("an edit, summary", Prepare, Edit, Summary),
        new("nothing changed, summary", Prepare, (_, _) => { }, Summary),
        new("with PublishAot: an edit, first training step", PrepareNative, Edit, FirstStep),
        new("with PublishAot: nothing changed, summary", PrepareNative, (_, _) => { }, Summary),
    ];

    /// <summary>Builds and trains for one step, which is all of the training.</summary>
    public static Task<ToolRun> FirstStep(Clone clone, CancellationToken cancellation) => clone.DotNet(
        cancellation, "run", "--project", "LeNet.Samples", "--", "train", "--max-steps", "1", "--data", clone.Data, "--out", Path.Combine(clone.Folder, "out"), "--no-pictures", "--quiet");

    private static Task<ToolRun> Summary(Clone clone, CancellationToken cancellation) => clone.DotNet(cancellation, "run", "--project", "LeNet.Samples", "--", "summary", "--quiet");

    private static async Task Prepare(Clone clone, CancellationToken cancellation) => (await Summary(clone, cancellation)).Succeeded();

    private static Task PrepareNative(Clone clone, CancellationToken cancellation)
    {
        Edits.PublishNatively(Path.Combine(clone.Repository, "LeNet.Samples", "LeNet.Samples.csproj"));
        return Prepare(clone, cancellation);
    }

    private static void Edit(Clone clone, int number) => Edits.ChangeOneNumber(clone.Architecture, number);
}
