using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LeNet.Samples.Tests;

/// <summary>Signals to processes; there are none on Windows.</summary>
internal static class Signals
{
    /// <summary>Ctrl+C.</summary>
    public const int Interrupt = 2;

    /// <summary>What ends a process that is not to notice.</summary>
    public const int Kill = 9;

    /// <summary>What <c>kill</c> and systems that shut down send.</summary>
    public const int Terminate = 15;

    /// <summary>Sends a signal.</summary>
    public static void Send(Process process, int signal) => Assert.Equal(0, Send(process.Id, signal));

    /// <summary>Skips a test where there are no signals, or where one of those that it sends would not arrive.</summary>
    public static void Need(params ReadOnlySpan<int> signals)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals to send on Windows");
        Assert.SkipWhen(
            signals.Contains(Interrupt) && IsInterruptIgnored(),
            "whoever started the tests has Ctrl+C ignored, as shells do for what runs in the background");
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

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
