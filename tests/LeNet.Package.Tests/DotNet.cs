using System.Diagnostics;

namespace LeNet.Package.Tests;

/// <summary>Runs the .NET command line as from a fresh shell.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Null if it runs; otherwise why not.</summary>
    public static async Task<string?> WhyNot()
    {
        try
        {
            DotNetResult result = await Run(Path.GetTempPath(), packages: null, "--version");
            return result.ExitCode == 0 ? null : "dotnet does not run here: " + result.Output;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return "dotnet does not run here: " + exception.Message;
        }
    }

    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The folder of restored packages; null for that of the user.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <exception cref="TimeoutException">It did not end; it has been stopped.</exception>
    public static async Task<DotNetResult> Run(string folder, string? packages, params string[] arguments)
    {
        ProcessStartInfo start = Start(folder, packages, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            string[] text = await Task.WhenAll(output, errors).WaitAsync(Patience);
            await process.WaitForExitAsync();
            return new DotNetResult(process.ExitCode, text[0] + text[1]);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end within {Patience.TotalMinutes} minutes.");
        }
    }

    /// <summary>How a program is started as from a fresh shell, with its output to be read.</summary>
    public static ProcessStartInfo Start(string folder, string? packages, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A test may itself run inside of a build, whose settings are not to be those of this one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (packages is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packages;

            // Where file-based programs are built; it has to be there.
            start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(packages)!, "data")).FullName;
        }

        return start;
    }
}

/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote, errors last.</param>
internal sealed record DotNetResult(int ExitCode, string Output)
{
    public string[] Lines => Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
