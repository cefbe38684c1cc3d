namespace LeNet.Benchmarks.Rebuild;

/// <summary>What a program did.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote, errors among it.</param>
/// <param name="Wall">From its start to its exit.</param>
/// <param name="Processors">Time of all processors in it and in what it started; null where that cannot be known.</param>
internal sealed record ToolRun(string Command, int ExitCode, string Output, TimeSpan Wall, TimeSpan? Processors)
{
    private const int LinesShown = 15;

    /// <summary>Itself.</summary>
    /// <exception cref="ToolException">It failed; its last lines are in the message.</exception>
    public ToolRun Succeeded() => ExitCode == 0
        ? this
        : throw new ToolException($"{Command} ended with {ExitCode}:{Environment.NewLine}{string.Join(Environment.NewLine, Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesShown))}");
}

/// <summary>A program that is needed did not do its work.</summary>
internal sealed class ToolException(string message) : Exception(message);
