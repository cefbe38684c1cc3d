using System.Diagnostics;
using Xunit.Sdk;

namespace LeNet.Export.Tests.Tools;

/// <summary>A compiler or interpreter on this machine's path. Where it is not, the test is skipped.</summary>
internal sealed class Tool
{
    private readonly string _path;

    private Tool(string path) => _path = path;

    /// <summary>A C compiler.</summary>
    public static Tool C => Require("gcc", "apt-get install gcc libc6-dev");

    /// <summary>Node.js.</summary>
    public static Tool Node => Require("node", "apt-get install nodejs");

    /// <summary>Runs it to its end, which must be a good one.</summary>
    /// <returns>What it wrote on both outputs.</returns>
    public Task<string> Run(params IReadOnlyCollection<string> arguments) => Run(_path, arguments);

    /// <summary>Runs any program to its end, which must be a good one.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    public static async Task<string> Run(string path, IReadOnlyCollection<string> arguments, byte[]? input = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.BaseStream.WriteAsync(input ?? [], cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        string text = await output + await errors;
        return process.ExitCode == 0 ? text : throw new XunitException($"{Path.GetFileName(path)} {string.Join(' ', arguments)}{Environment.NewLine}ended with {process.ExitCode}: {text}");
    }

    /// <summary>Runs it with something to read.</summary>
    public Task<string> Run(byte[] input, params IReadOnlyCollection<string> arguments) => Run(_path, arguments, input);

    private static Tool Require(string name, string remedy)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not on the path; {remedy}");
        return new Tool(path!);
    }
}
