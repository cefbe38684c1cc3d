using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LeNet.Generator.Architecture.Readers;
using LeNet.Testing;
using LeNet.Testing.Reference;
using Xunit.Sdk;

namespace LeNet.Generator.Tests.Emission;

/// <summary>
/// Random legal architectures against the reference. LENET_RANDOM_ARCHITECTURES sets how many,
/// LENET_RANDOM_SEED the seed of the first; a failure tells its seed and the smallest file that fails in the same way.
/// </summary>
public sealed class RandomArchitectureTests
{
    /// <summary>In the whole suite: of all kinds of layers and all depths.</summary>
    private const int WholeCount = 112;

    /// <summary>In the quick one, and for all vector widths in both; the others are compiled for two of them in turn.</summary>
    private const int QuickCount = 12;

    /// <summary>Failures to describe; a run that has so many ends.</summary>
    private const int MostFailures = 10;

    [Fact]
    public void Random_architectures_compute_what_the_reference_does()
    {
        int count = Suite.Count(QuickCount, WholeCount, "LENET_RANDOM_ARCHITECTURES");
        int first = Suite.Count(1, 1, "LENET_RANDOM_SEED");
        ConcurrentDictionary<int, string> failures = [];
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, all) =>
        {
            (string name, string input, string[] layers, string loss) = RandomArchitecture.Of($"Random{seed}", seed);
            string text = ArchitectureText.Of(name, input, layers, loss);
            if (Error(() => CompileAndCompare(text, seed)) is { } error)
            {
                failures[seed] = Describe(error, seed, text);
                if (failures.Count >= MostFailures)
                {
                    all.Stop();
                }
            }
        });

        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures.OrderBy(failure => failure.Key).Select(failure => failure.Value)));
    }

    [Fact]
    public void Random_architectures_are_of_all_kinds_and_depths()
    {
        List<JsonArray> layers = [.. Enumerable.Range(1, WholeCount)
            .Select(seed => RandomArchitecture.Of($"Random{seed}", seed))
            .Select(given => JsonNode.Parse(ArchitectureText.Of(given.Name, given.Input, given.Layers, given.Loss))!["layers"]!.AsArray())];

        Assert.Superset(
            LayerReaders.Types.ToHashSet(StringComparer.Ordinal),
            layers.SelectMany(all => all).Select(layer => (string)layer!["type"]!).ToHashSet(StringComparer.Ordinal));
        Assert.Superset(Enumerable.Range(2, 8).ToHashSet(), layers.Select(all => all.Count).ToHashSet());
    }

    [Fact]
    public void A_file_that_fails_is_shrunken()
    {
        (string name, string input, string[] layers, string loss) = RandomArchitecture.Of("Random7", 7);
        string text = ArchitectureText.Of(
            name, input, [ArchitectureText.Conv(8, (3, 2), padding: (2, 2), activation: "tanh"), ArchitectureText.Pool("max", (2, 2), (1, 1)), .. layers], loss);

        string smallest = ArchitectureShrinker.Shrink(text, file => file.Contains("max_pool2d", StringComparison.Ordinal) && file.Contains("\"conv2d\"", StringComparison.Ordinal));

        JsonArray left = JsonNode.Parse(smallest)!["layers"]!.AsArray();
        Assert.Equal(["conv2d", "max_pool2d"], left.Select(layer => (string)layer!["type"]!).Where(type => type.EndsWith("2d", StringComparison.Ordinal)));
        Assert.InRange(left.Count, 2, 4);
        Assert.Equal(1, (int)left[0]!["out_channels"]!);
        Assert.Null(left[0]!["activation"]);
    }

    private static void CompileAndCompare(string text, int seed)
    {
        CompiledNetworks compiled = seed <= QuickCount ? NetworkCompiler.Compile(text) : NetworkCompiler.Compile(text, VectorWidths.InTurn(seed));
        JitLimits.AssertFarBelow(compiled.Image);
        int batchSize = 1 + (seed * 7 % 40);
        NetworkComparison.Check(compiled, compiled.Names.Single(), batchSize % 16 == 0 ? batchSize + 1 : batchSize, seed);
    }

    private static Exception? Error(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static string Describe(Exception error, int seed, string text)
    {
        string smallest = ArchitectureShrinker.Shrink(
            text, file => Error(() => CompileAndCompare(file, seed))?.GetType() == error.GetType());
        return string.Join(
            Environment.NewLine,
            $"Seed {seed}, to run it alone set LENET_RANDOM_SEED={seed} and LENET_RANDOM_ARCHITECTURES=1. {Message(error)}",
            "The smallest file that fails as well:",
            smallest,
            Message(Error(() => CompileAndCompare(smallest, seed))));

        static string? Message(Exception? error) => error is XunitException ? error.Message : error?.ToString();
    }
}
