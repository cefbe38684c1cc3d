using LeNet.Runtime;

namespace LeNet.Comparison.Contestants;

/// <summary>Those who take part: the engine, and the peers that this machine can load.</summary>
internal static class Entrants
{
    /// <summary>Loads all. One that cannot be loaded says so in one line and stays out.</summary>
    public static IReadOnlyList<IContestant> Load(Workload workload, TextWriter error)
    {
        List<IContestant> loaded = [new Engine(workload)];
        foreach ((string name, Func<IContestant> load) in Peers(workload))
        {
            try
            {
                loaded.Add(load());
            }
            catch (Exception exception) when (IsLoading(exception))
            {
                error.WriteLine($"{name} stays out: {Reason(exception)}");
            }
        }

        return loaded;
    }

    private static (string Name, Func<IContestant> Load)[] Peers(Workload workload) =>
    [
        ("ONNX Runtime", () => new OnnxRuntime(workload)),
        ("libtorch", () => new Libtorch(workload)),
    ];

    private static bool IsLoading(Exception exception) =>
        exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException
            or NotSupportedException or FileNotFoundException or FileLoadException;

    /// <summary>The line that says most of what the loader said: it lists every file name that it tried, most of which do not exist.</summary>
    private static string Reason(Exception exception)
    {
        while (exception is TypeInitializationException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        string[] lines = exception.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string line = lines.Skip(1).FirstOrDefault(line => !line.Contains("No such file", StringComparison.Ordinal)) ?? lines[0].Split(". ", 2)[0];
        return line.Contains(VersionNeed.NewLibstdcxx, StringComparison.Ordinal) ? $"{line}; the command prepare gets round it" : line;
    }
}
