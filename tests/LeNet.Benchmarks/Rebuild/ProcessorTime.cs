using System.Globalization;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>
/// The processor time of a program and of all that it starts, the compiler's server and others that outlive it among them.
/// Linux only: a variable in their environment tells who belongs to it.
/// </summary>
internal sealed class ProcessorTime
{
    /// <summary>How often to look, in milliseconds: what a process does after the last look before its end is missed.</summary>
    public const int Interval = 50;

    private const string Variable = "LENET_REBUILD";
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    // Numbers of proc(5).
    private const int UserField = 14;
    private const int SystemField = 15;
    private const int StartField = 22;

    private static readonly string Mark = Guid.NewGuid().ToString("N");

    /// <summary>What began before is not ours.</summary>
    private static readonly Lazy<long> OurStart = new(() => Number(StatusOf("/proc/self"), StartField));

    private static readonly HashSet<(int Process, long Start)> Ours = [];

    private readonly Dictionary<(int Process, long Start), long> _before = [];
    private readonly Dictionary<(int Process, long Start), long> _last = [];

    /// <summary>Time since the start; null where it cannot be known.</summary>
    public TimeSpan? Total => OperatingSystem.IsLinux()
        ? TimeSpan.FromSeconds(_last.Sum(pair => pair.Value - _before.GetValueOrDefault(pair.Key)) / TicksPerSecond)
        : null;

    /// <param name="environment">Of the program that is about to start.</param>
    public static ProcessorTime Start(IDictionary<string, string?> environment)
    {
        environment[Variable] = Mark;
        ProcessorTime time = new();
        time.Look();
        foreach ((var process, long ticks) in time._last)
        {
            time._before[process] = ticks;
        }

        return time;
    }

    /// <summary>Notes how far everybody is.</summary>
    public void Look()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            {
                Look(process, folder);
            }
        }
    }

    private void Look(int process, string folder)
    {
        try
        {
            string[] fields = StatusOf(folder);
            var key = (process, Number(fields, StartField));
            // A process has the environment of its parent until it becomes another program, so "not ours" may change.
            if (key.Item2 >= OurStart.Value
                && (Ours.Contains(key) || File.ReadAllText(Path.Combine(folder, "environ")).Contains(Mark, StringComparison.Ordinal)))
            {
                Ours.Add(key);
                _last[key] = Number(fields, UserField) + Number(fields, SystemField);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
        }
    }

    /// <summary>The fields of proc(5)'s stat from the third on, which is the first after the name; that may have blanks.</summary>
    private static string[] StatusOf(string folder)
    {
        string stat = File.ReadAllText(Path.Combine(folder, "stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Number(string[] fields, int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture);
}
