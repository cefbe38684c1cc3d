using System.Diagnostics;
using System.Globalization;

namespace LeNet.Samples.Tests;

/// <summary>Ctrl+C and SIGTERM, in a process that does not end when the first one asks for it.</summary>
public sealed class InterruptionTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt, Interrupt)]
    [InlineData(Terminate, Interrupt)]
    [InlineData(Interrupt, Terminate)]
    [InlineData(Terminate, Terminate)]
    public async Task The_first_is_a_wish_and_the_second_ends_at_once(int first, int second)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals to send on Windows");
        Assert.SkipWhen((first == Interrupt || second == Interrupt) && IsInterruptIgnored(), "whoever started the tests has Ctrl+C ignored, as shells do for what runs in the background");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "LeNet.Testing.Host.dll"), "interruption"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(cancellation));
            Assert.Equal(0, ProcessTests.Kill(process.Id, first));

            // It has noticed, and lives.
            Assert.Equal("interrupted", await process.StandardOutput.ReadLineAsync(cancellation));
            Assert.Equal(0, ProcessTests.Kill(process.Id, second));
            await process.WaitForExitAsync(cancellation);

            Assert.Equal(128 + second, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>What a process ignores its children ignore too.</summary>
    private static bool IsInterruptIgnored()
    {
        const string Line = "SigIgn:";
        string? ignored = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))
            : null;
        return ignored is not null && (ulong.Parse(ignored.AsSpan(Line.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1ul << (Interrupt - 1))) != 0;
    }
}
