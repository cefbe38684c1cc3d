using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>Runs a program and measures it.</summary>
internal static class Tool
{
    private static readonly TimeSpan RestOfOutput = TimeSpan.FromSeconds(1);

    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="ToolException">It cannot be started.</exception>
    public static async Task<ToolRun> Run(string folder, CancellationToken cancellation, params string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        ProcessorTime processors = ProcessorTime.Start(start.Environment);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Begin(start);
        StringBuilder text = new();
        Task reading = Task.WhenAll(Read(process.StandardOutput, text), Read(process.StandardError, text));
        try
        {
            // Not the end of its output, which processes that it leaves behind for the next build may hold open.
            while (!process.WaitForExit(ProcessorTime.Interval))
            {
                cancellation.ThrowIfCancellationRequested();
                processors.Look();
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(begin);
        processors.Look();
        await Task.WhenAny(reading, Task.Delay(RestOfOutput, CancellationToken.None));
        lock (text)
        {
            return new ToolRun(string.Join(' ', command), process.ExitCode, text.ToString(), wall, processors.Total);
        }
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ToolException($"{start.FileName} cannot be started: {exception.Message}");
        }
    }

    private static async Task Read(StreamReader from, StringBuilder to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (to)
            {
                to.AppendLine(line);
            }
        }
    }
}
