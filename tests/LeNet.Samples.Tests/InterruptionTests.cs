using System.Diagnostics;

namespace LeNet.Samples.Tests;

/// <summary>Ctrl+C and SIGTERM, in a process that does not end when the first one asks for it.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData(Signals.Interrupt, Signals.Interrupt)]
    [InlineData(Signals.Terminate, Signals.Interrupt)]
    [InlineData(Signals.Interrupt, Signals.Terminate)]
    [InlineData(Signals.Terminate, Signals.Terminate)]
    public async Task The_first_is_a_wish_and_the_second_ends_at_once(int first, int second)
    {
        Signals.Need(first, second);
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
            Signals.Send(process, first);

            // It has noticed, and lives.
            Assert.Equal("interrupted", await process.StandardOutput.ReadLineAsync(cancellation));
            Signals.Send(process, second);
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
}
