using System.Diagnostics;

namespace LeNet.Samples.Tests;

/// <summary>Runs the program as a process of its own.</summary>
internal static class ProgramProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">Environment variables to change; null removes one.</param>
    /// <param name="args">Its arguments.</param>
    public static Process Start(string folder, IReadOnlyDictionary<string, string?> variables, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(Application).Assembly.Location, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">Environment variables to change; null removes one.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<CommandRun> RunAsync(string folder, IReadOnlyDictionary<string, string?> variables, params string[] args)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = Start(folder, variables, args);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new CommandRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
