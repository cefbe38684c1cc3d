using System.Globalization;
using LeNet.Samples.Sweeping.Values;

namespace LeNet.Samples.Tests.Sweeping;

/// <summary>What an option is varied over, as the command line has it.</summary>
public sealed class ValuesTextTests
{
    [Theory]
    [InlineData("0.01", "0.01")]
    [InlineData("0.01,0.02, 0.05", "0.01|0.02|0.05")]
    [InlineData("1..4", "1|2|3|4")]
    [InlineData("3..3", "3")]
    [InlineData("1..3,7,9..10", "1|2|3|7|9|10")]
    [InlineData("""sgd,{"type":"adam","lr":0.1,"betas":[0.8,0.9]}""", """sgd|{"type":"adam","lr":0.1,"betas":[0.8,0.9]}""")]
    [InlineData("""{"a":"x,\"}"},b""", """{"a":"x,\"}"}|b""")]
    [InlineData("runs/../a.safetensors,b", "runs/../a.safetensors|b")]
    [InlineData("18446744073709551614..18446744073709551615", "18446744073709551614|18446744073709551615")]
    public void Lists_and_ranges_of_whole_numbers_are_counted(string text, string expected)
    {
        OptionValues values = ValuesText.Parse("--x", text);

        Assert.Equal(expected.Split('|'), Enumerable.Range(0, (int)values.Count!.Value).Select(i => values.At((ulong)i)));
    }

    [Theory]
    [InlineData("log:0.001..0.1", 0.001, 0.1)]
    [InlineData("0.8..0.99", 0.8, 0.99)]
    [InlineData("1e-3..2.0", 0.001, 2)]
    [InlineData("log:16..256", 16, 256)]
    [InlineData("3..9", 3, 9)]
    public void What_is_drawn_is_within_its_range_and_reaches_both_halves(string text, double first, double last)
    {
        OptionValues values = ValuesText.Parse("--x", text);
        double[] drawn = [.. Enumerable.Range(0, 200).Select(i => double.Parse(values.Draw(i / 200.0), CultureInfo.InvariantCulture))];

        Assert.All(drawn, value => Assert.InRange(value, first, last));
        Assert.Equal(drawn.Order(), drawn);
        double middle = text.StartsWith("log", StringComparison.Ordinal) ? Math.Sqrt(first * last) : (first + last) / 2;
        Assert.InRange(drawn.Count(value => value < middle), 80, 120);
        Assert.True(drawn[^1] > first + (0.9 * (last - first)), text);
    }

    [Fact]
    public void Whole_ends_draw_whole_numbers_and_real_ones_three_digits()
    {
        Assert.Equal("64", ValuesText.Parse("--x", "log:16..256").Draw(0.5));
        Assert.Equal("0.0141", ValuesText.Parse("--x", "log:0.001..0.2").Draw(0.5));
        Assert.Equal("1.5", ValuesText.Parse("--x", "1.0..2.0").Draw(0.5));
    }

    [Theory]
    [InlineData("", "--x: a value is missing in ''")]
    [InlineData("1,,2", "--x: a value is missing in '1,,2'")]
    [InlineData("1,2,", "--x: a value is missing in '1,2,'")]
    [InlineData("5..1", "--x: 5..1 is no range; the first number is less than the last")]
    [InlineData("2.5..2.5", "--x: 2.5..2.5 is no range")]
    [InlineData("0.5..1e999", "--x: 0.5..1e999 is no range")]
    [InlineData("log:0..1", "--x: log:0..1 begins with 0, which has no logarithm")]
    [InlineData("log:5", "--x: 'log:5' is no range")]
    [InlineData("1,1", "--x: 1 is there twice")]
    [InlineData("1..3,2", "--x: 2 is there twice")]
    [InlineData("0.1..0.2,0.5", "--x: 0.1..0.2 is drawn from at random and cannot stand in a list")]
    [InlineData("1..100000,5", "--x: 1..100000 has more than 10000 values")]
    public void What_is_wrong_is_said(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<UsageException>(() => ValuesText.Parse("--x", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Random_numbers_depend_on_seed_index_and_name_and_are_spread_evenly()
    {
        double[] shares = [.. Enumerable.Range(0, 1000).Select(i => RandomShare.Of(7, (ulong)i, "--lr"))];

        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(shares.Count(share => (int)(10 * share) == tenth), 60, 140));
        Assert.Equal(shares.Length, shares.Distinct().Count());
        Assert.Equal(shares[3], RandomShare.Of(7, 3, "--lr"));
        Assert.NotEqual(shares[3], RandomShare.Of(8, 3, "--lr"));
        Assert.NotEqual(shares[3], RandomShare.Of(7, 3, "--ema"));
    }
}
