using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Samples.Tests;

/// <summary>The program finds its network by attribute, not by name.</summary>
public sealed class SampleNetworkTests
{
    private static readonly GeneratedNetworkAttribute[] Two = [new(typeof(Second)), new(typeof(First))];

    [Fact]
    public void Without_a_name_it_is_the_first_by_name()
    {
        Assert.Equal(typeof(First), SampleNetwork.Choose(Two, null).NetworkType);
    }

    [Fact]
    public void Without_a_name_that_of_the_file_people_edit_comes_before_examples()
    {
        GeneratedNetworkAttribute[] networks = [new(typeof(First)) { File = "example.arch.json" }, new(typeof(Second)) { File = "lenet.arch.json" }];

        Assert.Equal(typeof(Second), SampleNetwork.Choose(networks, null).NetworkType);
    }

    [Fact]
    public void A_name_picks_one_of_several()
    {
        Assert.Equal(typeof(Second), SampleNetwork.Choose(Two, "Second").NetworkType);
    }

    [Fact]
    public void Of_two_with_one_name_it_is_the_first_listed()
    {
        GeneratedNetworkAttribute[] networks = [new(typeof(Elsewhere.First)), new(typeof(First))];

        Assert.Equal(typeof(Elsewhere.First), SampleNetwork.Choose(networks, "First").NetworkType);
    }

    [Fact]
    public void The_program_has_the_network_of_lenet_arch_json_and_the_examples()
    {
        Assert.Equal("lenet.arch.json", SampleNetwork.All[0].File);
        Assert.Equal(
            [.. Directory.EnumerateFiles(Repository.PathOf("arch"), "*.arch.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)],
            SampleNetwork.All.Skip(1).Select(network => network.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_name_is_wrong_usage_and_lists_those_that_there_are()
    {
        var exception = Assert.Throws<UsageException>(() => SampleNetwork.Choose(Two, "Third"));

        Assert.Equal("--network: there is no network 'Third' in this program; it has First, Second", exception.Message);
    }

    [Fact]
    public void A_program_without_a_network_says_so()
    {
        var exception = Assert.Throws<FailureException>(() => SampleNetwork.Choose([], null));

        Assert.Contains("lenet.arch.json", exception.Message, StringComparison.Ordinal);
    }

    private sealed class First;

    private sealed class Second;

    private static class Elsewhere
    {
        internal sealed class First;
    }
}
