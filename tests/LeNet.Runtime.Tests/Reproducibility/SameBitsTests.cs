using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Trained weights have the same bits whatever the threads and the processor's features.</summary>
public sealed class SameBitsTests
{
    /// <summary>
    /// SHA-256 of the weights of the network Small after 25 steps. By contract it is the same on every machine:
    /// a change of it is a change of the numerics, to be made knowingly.
    /// </summary>
    private const string SmallAfter25Steps = "f181d95cc23e1bb17b46def70308cfb7c5469b6d460355c04786c1d5d40ee5a9";

    private static readonly Dictionary<string, string> AsItIs = [];

    public static TheoryData<string> SwitchedOff => ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Small_network_has_the_pinned_hash(int threads) =>
        Assert.Equal(SmallAfter25Steps, (await Hash(AsItIs, "Small", steps: 25, threads)).Hash);

    [Theory]
    [MemberData(nameof(SwitchedOff))]
    public async Task Small_network_has_the_pinned_hash_without(string feature)
    {
        (string processor, string hash) = await Hash(new Dictionary<string, string> { [feature] = "0" }, "Small", steps: 25, threads: 2);

        Assert.Equal(SmallAfter25Steps, hash);

        // The variable had its effect, or this shows nothing.
        string[] possible = feature switch
        {
            "DOTNET_EnableAVX512" => ["256 fma", "128 fma", "128 no-fma"],
            "DOTNET_EnableAVX2" => ["128 fma", "128 no-fma"],
            _ => ["0 no-fma"],
        };
        Assert.Contains(processor, possible);
    }

    [Fact]
    public async Task Default_network_has_the_same_bits_for_any_threads_and_vectors()
    {
        int steps = Suite.Count(quick: 60, whole: 300);
        (_, string one) = await Hash(AsItIs, "LeNet5", steps, threads: 1);
        (_, string without512) = await Hash(new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" }, "LeNet5", steps, threads: 2);

        Assert.Equal(64, one.Length);
        Assert.Equal(one, without512);
        foreach (int threads in Suite.First(1, [3, 2]))
        {
            Assert.Equal(one, (await Hash(AsItIs, "LeNet5", steps, threads)).Hash);
        }

        Assert.NotEqual(one, (await Hash(AsItIs, "LeNet5", steps - 1, threads: 1)).Hash);
    }

    private static async Task<(string Processor, string Hash)> Hash(
        IReadOnlyDictionary<string, string> environment, string network, int steps, int threads)
    {
        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, "hash", network, $"{steps}", $"{threads}");
        Assert.Equal(2, lines.Length);
        return (lines[0], lines[1]);
    }
}
