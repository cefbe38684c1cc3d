using System.Diagnostics;
using System.Globalization;
using System.Text;
using LeNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Benchmarks;

/// <summary>How long the compiler waits for the generator, with LeNet-5 as the only network, once all is warm.</summary>
internal static class GenerationTime
{
    private const string Architecture = "lenet.arch.json";
    private const string Varied = "\"out_features\": 120";
    private const int Warmups = 30;

    /// <param name="output">Where the table goes.</param>
    /// <param name="runs">Runs that are measured, of which the median counts.</param>
    public static void Print(TextWriter output, int runs)
    {
        string text = ReadArchitecture();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new LeNetGenerator().AsSourceGenerator()], [new Text(text)]);
        var compilation = CSharpCompilation.Create("Benchmark", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

        double changed = Median(runs, run =>
        {
            // Another width each time, or the sources would come from the cache.
            string width = $"\"out_features\": {100 + (run % 100)}";
            return Time(driver.ReplaceAdditionalTexts([new Text(text.Replace(Varied, width, StringComparison.Ordinal))]), compilation);
        });
        double laidOut = Median(runs, run => Time(driver.ReplaceAdditionalTexts([new Text(text + new string('\n', run + 1))]), compilation));
        double edited = Median(runs, run => Time(driver, compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"class Edited{run};"))));

        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        int characters = result.GeneratedSources.Sum(source => source.SourceText.Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LeNet-5: {result.GeneratedSources.Length} files of {characters:N0} characters, parsed too; median of {runs} runs"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"a change of the network",-34}{changed,8:F2} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"a change of its file's layout",-34}{laidOut,8:F2} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"a change of C#",-34}{edited,8:F2} ms"));

        double Time(GeneratorDriver changedDriver, Compilation changedCompilation)
        {
            long start = Stopwatch.GetTimestamp();
            driver = changedDriver.RunGenerators(changedCompilation);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static double Median(int runs, Func<int, double> measure)
    {
        for (int run = 0; run < Warmups; run++)
        {
            measure(run);
        }

        double[] times = [.. Enumerable.Range(Warmups, runs).Select(measure).Order()];
        return times[runs / 2];
    }

    private static string ReadArchitecture()
    {
        using StreamReader reader = new(typeof(GenerationTime).Assembly.GetManifestResourceStream(Architecture)!);
        string text = reader.ReadToEnd();
        return text.Contains(Varied, StringComparison.Ordinal) ? text : throw new InvalidOperationException($"{Architecture} has no {Varied} to vary.");
    }

    private sealed class Text(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "/" + Architecture;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
