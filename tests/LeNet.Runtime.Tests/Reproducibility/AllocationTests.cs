using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Training and predicting leave nothing to collect, in the whole process, workers included.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("LeNet5", 1, "1")]
    [InlineData("LeNet5", 2, "1")]
    [InlineData("LeNet5", 2, "0")]
    [InlineData("Small", 3, "1")]
    [InlineData("Small", 3, "0")]
    public async Task Hundred_steps_and_thousand_predictions_allocate_nothing(string network, int threads, string tieredCompilation)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = tieredCompilation };

        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, "allocations", network, $"{threads}");

        Assert.Equal(["0 0"], lines);
    }
}
