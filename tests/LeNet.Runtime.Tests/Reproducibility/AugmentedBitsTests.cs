using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Training on distorted images has the same bits whatever the threads and the processor's features, and allocates nothing.</summary>
public sealed class AugmentedBitsTests
{
    /// <summary>SHA-256 of the weights of the network Small after 12 steps with every distortion. A change of it is a change of the numerics, to be made knowingly.</summary>
    private const string SmallAfter12Steps = "82543ba82366659c8bcd04e87b558594054b38df6f81a5f5f6ce0a6c84fea433";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Small_network_has_the_pinned_hash(int threads) => Assert.Equal(SmallAfter12Steps, await Hash([], threads));

    [Theory]
    [MemberData(nameof(SameBitsTests.SwitchedOff), MemberType = typeof(SameBitsTests))]
    public async Task Small_network_has_the_pinned_hash_without(string feature) =>
        Assert.Equal(SmallAfter12Steps, await Hash(new Dictionary<string, string> { [feature] = "0" }, threads: 2));

    [Fact]
    public async Task Hundred_steps_allocate_nothing()
    {
        string[] lines = await HostProcess.Run(
            new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }, TestContext.Current.CancellationToken, "allocations", "Small", "2", Distortions.EverythingAsSetting);

        Assert.Equal(["0 0"], lines);
    }

    private static async Task<string> Hash(Dictionary<string, string> environment, int threads) =>
        (await HostProcess.Run(environment, TestContext.Current.CancellationToken, "hash", "Small", "12", $"{threads}", Distortions.EverythingAsSetting))[^1];
}
