using System.Text.Json;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>summary</c> from end to end.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task It_describes_the_network_that_was_generated()
    {
        Engine.Require();

        CommandRun run = (await CommandRun.Of("summary", "--json")).Succeeded();

        JsonElement summary = Assert.Single(run.JsonLines);
        Assert.Equal(Engine.Network.Name, summary.GetProperty("name").GetString());
        Assert.Equal(Engine.Network.ParameterCount, summary.GetProperty("parameters").GetInt32());
        Assert.Equal(Engine.Network.ForwardMultiplyAdds, summary.GetProperty("multiply_adds").GetInt64());
    }

    [Fact]
    public async Task The_options_that_all_commands_share_are_accepted()
    {
        Engine.Require();

        (await CommandRun.Of("summary", "--threads", "1", "--data", "x", "--dataset", "mnist", "--network", Engine.Network.Name)).Succeeded();
    }

    [Fact]
    public async Task A_network_that_is_not_there_is_wrong_usage()
    {
        Engine.Require();

        CommandRun run = await CommandRun.Of("summary", "--network", "Nowhere");

        Assert.Contains("there is no network 'Nowhere'", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }
}
