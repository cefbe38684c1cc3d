using System.Runtime.InteropServices;
using LeNet.Runtime;

namespace LeNet.Comparison.Contest;

/// <summary>What a table of times means nothing without.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Processor, system, runtime and date in one line.</summary>
    public static string Describe(Network network) =>
        $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
        + $"{network.VectorBits}-bit vectors, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC";

    /// <summary>How many processes want to run, over the last minute: more than this program's own threads spoil the times. Null if unknown.</summary>
    public static string? Load() => File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : null;

    private static string Processor()
    {
        string? line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
