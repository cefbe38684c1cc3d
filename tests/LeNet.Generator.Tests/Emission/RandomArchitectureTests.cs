using System.Globalization;
using LeNet.Testing;
using LeNet.Testing.Reference;
using Xunit.Sdk;

namespace LeNet.Generator.Tests.Emission;

/// <summary>
/// Random legal architectures against the reference. LENET_RANDOM_ARCHITECTURES sets how many,
/// LENET_RANDOM_SEED the seed of the first; a failure tells its seed.
/// </summary>
public sealed class RandomArchitectureTests
{
    private const int DefaultCount = 32;

    /// <summary>Architectures that are compiled together.</summary>
    private const int Together = 16;

    [Fact]
    public void Random_architectures_compute_what_the_reference_does()
    {
        int count = Setting("LENET_RANDOM_ARCHITECTURES", DefaultCount);
        int first = Setting("LENET_RANDOM_SEED", 1);
        foreach (int[] seeds in Enumerable.Range(first, count).Chunk(Together))
        {
            var networks = new NetworkSet(seeds.Select(seed => RandomArchitecture.Of($"Random{seed}", seed)));
            JitLimits.AssertFarBelow(networks.Compiled.Image);
            foreach (int seed in seeds)
            {
                Check(networks, seed);
            }
        }
    }

    private static void Check(NetworkSet networks, int seed)
    {
        string name = $"Random{seed}";
        int batchSize = 1 + (seed * 7 % 40);
        try
        {
            NetworkComparison.Check(networks.Compiled, name, batchSize % 16 == 0 ? batchSize + 1 : batchSize, seed);
        }
        catch (Exception exception)
        {
            throw new XunitException(
                $"Seed {seed}, to run it alone set LENET_RANDOM_SEED={seed} and LENET_RANDOM_ARCHITECTURES=1. {exception.Message}{Environment.NewLine}{networks.Text(name)}",
                exception);
        }
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
