using System.Globalization;
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
    private const int DefaultCount = 208;

    /// <summary>Architectures that are compiled together.</summary>
    private const int Together = 16;

    /// <summary>Failures to describe; a run that has so many ends.</summary>
    private const int MostFailures = 10;

    [Fact]
    public void Random_architectures_compute_what_the_reference_does()
    {
        int count = Setting("LENET_RANDOM_ARCHITECTURES", DefaultCount);
        int first = Setting("LENET_RANDOM_SEED", 1);
        List<string> failures = [];
        foreach (int[] seeds in Enumerable.Range(first, count).Chunk(Together))
        {
            var networks = new NetworkSet(seeds.Select(seed => RandomArchitecture.Of(Name(seed), seed)));
            bool isCompiled = Error(() => JitLimits.AssertFarBelow(networks.Compiled.Image)) is null;
            foreach (int seed in seeds)
            {
                Exception? error = isCompiled
                    ? Error(() => Compare(networks.Compiled, seed))
                    : Error(() => CompileAndCompare(networks.Text(Name(seed)), seed));
                if (error is not null)
                {
                    failures.Add(Describe(error, seed, networks));
                }
            }

            if (failures.Count >= MostFailures)
            {
                break;
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public void Random_architectures_are_of_all_kinds_and_depths()
    {
        List<JsonArray> layers = [.. Enumerable.Range(1, DefaultCount)
            .Select(seed => RandomArchitecture.Of(Name(seed), seed))
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

    private static string Name(int seed) => $"Random{seed}";

    private static void Compare(CompiledNetworks networks, int seed)
    {
        int batchSize = 1 + (seed * 7 % 40);
        NetworkComparison.Check(networks, networks.Names.Count == 1 ? networks.Names.Single() : Name(seed), batchSize % 16 == 0 ? batchSize + 1 : batchSize, seed);
    }

    private static void CompileAndCompare(string text, int seed)
    {
        CompiledNetworks alone = NetworkCompiler.Compile(text);
        JitLimits.AssertFarBelow(alone.Image);
        Compare(alone, seed);
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

    private static string Describe(Exception error, int seed, NetworkSet networks)
    {
        string smallest = ArchitectureShrinker.Shrink(
            networks.Text(Name(seed)), file => Error(() => CompileAndCompare(file, seed))?.GetType() == error.GetType());
        return string.Join(
            Environment.NewLine,
            $"Seed {seed}, to run it alone set LENET_RANDOM_SEED={seed} and LENET_RANDOM_ARCHITECTURES=1. {Message(error)}",
            "The smallest file that fails as well:",
            smallest,
            Message(Error(() => CompileAndCompare(smallest, seed))));

        static string? Message(Exception? error) => error is XunitException ? error.Message : error?.ToString();
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
