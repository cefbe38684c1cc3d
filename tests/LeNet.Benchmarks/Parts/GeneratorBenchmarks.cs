using BenchmarkDotNet.Attributes;
using LeNet.Testing;

namespace LeNet.Benchmarks.Parts;

/// <summary>What an edit of the architecture file costs the compiler: reading, planning and emitting, all code warm.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string Path = "/project/lenet.arch.json";

    private readonly GeneratorDriverHost _host = new();
    private readonly string[] _texts = new string[2];
    private int _edits;

    [GlobalSetup]
    public void Setup()
    {
        _texts[0] = EmbeddedText("lenet.arch.json");
        _texts[1] = _texts[0].Replace("\"out_features\": 84", "\"out_features\": 83", StringComparison.Ordinal);
        if (_texts[0] == _texts[1])
        {
            throw new InvalidOperationException("The edit to lenet.arch.json changes nothing, so the generator would only look into its cache.");
        }

        if (_host.WithFile(Path, _texts[1]).Generate().Sources.Count == 0)
        {
            throw new InvalidOperationException("The generator emitted nothing for lenet.arch.json.");
        }
    }

    /// <summary>Generates LeNet-5 anew, its text being another than the last time.</summary>
    [Benchmark]
    public int Generate() => _host.WithFile(Path, _texts[_edits++ % 2]).Generate().Sources.Count;

    private static string EmbeddedText(string name)
    {
        using Stream stream = typeof(GeneratorBenchmarks).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
