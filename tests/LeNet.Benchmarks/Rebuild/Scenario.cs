namespace LeNet.Benchmarks.Rebuild;

/// <summary>Something to measure.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="Prepare">Done once for each clone, before the first round: builds what a measured run finds built.</param>
/// <param name="Change">Done before each measured run, not measured. It gets the number of the run, which is another every time.</param>
/// <param name="Run">What is measured.</param>
internal sealed record Scenario(
    string Name,
    Func<Clone, CancellationToken, Task> Prepare,
    Action<Clone, int> Change,
    Func<Clone, CancellationToken, Task<ToolRun>> Run);
