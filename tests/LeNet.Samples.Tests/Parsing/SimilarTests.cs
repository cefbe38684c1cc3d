using LeNet.Samples.Parsing;

namespace LeNet.Samples.Tests.Parsing;

/// <summary>Slips of the pen are recognised, and other words left alone.</summary>
public sealed class SimilarTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("train", "trian", 1)]
    [InlineData("same", "same", 0)]
    public void Distance_counts_edits(string a, string b, int expected)
    {
        Assert.Equal(expected, Similar.Distance(a, b));
        Assert.Equal(expected, Similar.Distance(b, a));
    }

    [Theory]
    [InlineData("--wieghts", "--weights")]
    [InlineData("--epoch", "--epochs")]
    [InlineData("--ephocs", "--epochs")]
    [InlineData("--x", null)]
    [InlineData("--frobnicate", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_if_one_is_near(string word, string? expected)
    {
        Assert.Equal(expected, Similar.Find(word, ["--epochs", "--weights", "--lr", "--limit"]));
    }

    [Fact]
    public void Long_words_are_not_compared()
    {
        Assert.Null(Similar.Find(new string('a', 100_000), [new string('a', 100_000)]));
    }
}
