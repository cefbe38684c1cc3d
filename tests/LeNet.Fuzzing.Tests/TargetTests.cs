using LeNet.Fuzzing.Targets;

namespace LeNet.Fuzzing.Tests;

/// <summary>A short run of what docs/reliability.md has the long run of.</summary>
public sealed class TargetTests
{
    private static readonly int Inputs = Suite.Count(quick: 1_000, whole: 5_000);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Changed_inputs_are_read_or_refused_as_documented(string name)
    {
        using FuzzTarget target = FuzzTargets.All[name]();
        var campaign = new Campaign(target);
        List<string> findings = [];
        campaign.Found += finding => findings.Add($"{finding.Command}\n{finding.Problem}");
        campaign.WarmUp();

        for (int seed = 1; seed <= Inputs; seed++)
        {
            campaign.Try(seed);
        }

        Assert.Empty(findings);
        Assert.Equal(Inputs, campaign.Outcomes.Values.Sum());

        // Both ways are gone, so that changes neither always nor never matter.
        Assert.InRange(campaign.Outcomes["accepted"], 1, target.Refusals.Count == 0 ? Inputs : Inputs - 100);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Most_seeds_are_accepted(string name)
    {
        using FuzzTarget target = FuzzTargets.All[name]();
        var campaign = new Campaign(target);
        campaign.WarmUp();

        foreach (byte[] seed in target.Seeds)
        {
            campaign.Try([.. seed]);
        }

        Assert.Equal(0, campaign.Findings);
        Assert.InRange(campaign.Outcomes["accepted"], (target.Seeds.Count + 1) / 2, target.Seeds.Count);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_that_was_found_before_is_found_again(string name)
    {
        using FuzzTarget target = FuzzTargets.All[name]();
        var campaign = new Campaign(target);
        campaign.WarmUp();

        foreach (byte[] input in target.Corpus)
        {
            campaign.Try([.. input]);
        }

        Assert.Equal(0, campaign.Findings);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_seed_makes_the_same_input_again(string name)
    {
        using FuzzTarget one = FuzzTargets.All[name]();
        using FuzzTarget other = FuzzTargets.All[name]();
        _ = one.Mutate(new Random(1));

        for (int seed = 100; seed < 120; seed++)
        {
            Assert.Equal(one.Mutate(new Random(seed)), other.Mutate(new Random(seed)));
        }
    }
}
