using LeNet.Fuzzing.Targets;

namespace LeNet.Fuzzing.Tests;

/// <summary>The harness finds what it is there to find.</summary>
public sealed class CampaignTests
{
    [Theory]
    [InlineData("refused", null)]
    [InlineData("accepted", null)]
    [InlineData("crash", "IndexOutOfRangeException")]
    [InlineData("promise", "broke it")]
    [InlineData("message", "no line that a person reads")]
    [InlineData("memory", "bytes of input allocated ")]
    public void A_planted_fault_is_found(string behaviour, string? problem)
    {
        using var target = new Planted(behaviour);
        var campaign = new Campaign(target);
        List<Finding> findings = [];
        campaign.Found += findings.Add;
        campaign.WarmUp();

        campaign.Try(17);

        Assert.Equal(problem is null ? 0 : 1, campaign.Findings);
        if (problem is null)
        {
            Assert.Equal([new(behaviour == "refused" ? "FormatException" : "accepted", 1)], campaign.Outcomes);
            return;
        }

        Finding finding = Assert.Single(findings);
        Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
        Assert.Equal(target.Mutate(new Random(17)), finding.Input);
        Assert.EndsWith("--target planted --seed 17 --inputs 1", finding.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_written_to_a_file()
    {
        string folder = Directory.CreateTempSubdirectory("lenet-test-").FullName;
        try
        {
            string path = new Finding("planted", 17, [1, 2, 3], "").Write(Path.Combine(folder, "new"));

            Assert.Equal(Path.Combine(folder, "new", "planted-17"), path);
            Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_input_that_takes_too_long_is_noticed()
    {
        var noticed = new TaskCompletionSource();
        using var watchdog = new Watchdog(TimeSpan.FromMilliseconds(1), noticed.SetResult);
        watchdog.Next();

        await noticed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Planted(string behaviour) : FuzzTarget
    {
        public override string Name => "planted";

        public override IReadOnlyList<byte[]> Seeds { get; } = ["seed"u8.ToArray()];

        public override IReadOnlyList<Type> Refusals => [typeof(FormatException)];

        public override long MostAllocated(int length) => 4096;

        public override void Run(byte[] input)
        {
            switch (behaviour)
            {
                case "refused":
                    throw new FormatException("is wrong");
                case "crash":
                    throw new IndexOutOfRangeException();
                case "promise":
                    throw new BrokenPromiseException("broke it");
                case "message":
                    throw new FormatException("two\nlines");
                case "memory":
                    GC.KeepAlive(new byte[100_000]);
                    break;
            }
        }
    }
}
