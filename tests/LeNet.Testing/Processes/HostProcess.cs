using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace LeNet.Testing;

/// <summary>Runs LeNet.Testing.Host, which a test project has beside it if it references that project.</summary>
internal static class HostProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Variables to add, such as DOTNET_EnableAVX512.</param>
    /// <returns>The lines that it wrote.</returns>
    public static async Task<string[]> Run(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotnetPath, [Path.Combine(AppContext.BaseDirectory, "LeNet.Testing.Host.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? (await output).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
                : throw new XunitException($"LeNet.Testing.Host ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>The dotnet program of the runtime that runs the tests.</summary>
    private static string DotnetPath => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
