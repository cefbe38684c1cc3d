using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Training and predicting leave nothing to collect, in the whole process, workers included.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string, int, string> Runs => [.. Suite.First<TheoryDataRow<string, int, string>>(2, [("LeNet5", 2, "1"), ("Small", 3, "0"), ("LeNet5", 1, "1"), ("LeNet5", 2, "0"), ("Small", 3, "1")])];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Hundred_steps_and_thousand_predictions_allocate_nothing(string network, int threads, string tieredCompilation)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = tieredCompilation };

        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, "allocations", network, $"{threads}");

        Assert.Equal(["0 0"], lines);
    }
}
