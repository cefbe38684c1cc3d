using BenchmarkDotNet.Running;

namespace LeNet.Benchmarks.Parts;

/// <summary>Runs BenchmarkDotNet on the engine's parts.</summary>
internal static class PartBenchmarks
{
    private static readonly Type[] Types =
    [
        typeof(KernelBenchmarks),
        typeof(ArithmeticBenchmarks),
        typeof(ImageBenchmarks),
        typeof(StepBenchmarks),
        typeof(GeneratorBenchmarks),
    ];

    /// <summary>Runs what the arguments choose.</summary>
    /// <param name="arguments">BenchmarkDotNet's own; all benchmarks if there are none.</param>
    /// <returns>0, or 1 if nothing ran or something failed.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        List<string> chosen = arguments.Count == 0 ? ["--filter", "*"] : [.. arguments];
        if (!Chooses(arguments, "--inProcess", "-i"))
        {
            // A process of their own would mean a second build, and the kernels are compiled with full optimisation
            // at their first call in any process.
            chosen.Add("--inProcess");
        }

        var summaries = BenchmarkSwitcher.FromTypes(Types).Run([.. chosen]).ToList();
        bool failed = summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
        bool nothingRan = summaries.Count == 0 && !Chooses(arguments, "--list", "--info", "--version");
        return failed || nothingRan ? 1 : 0;
    }

    private static bool Chooses(IReadOnlyList<string> arguments, params string[] options) =>
        arguments.Any(argument => options.Contains(argument, StringComparer.OrdinalIgnoreCase));
}
