using LeNet.Samples.Reporting;
using Spectre.Console;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>A bar fits its line, whatever the line's length.</summary>
public sealed class ProgressBarTests
{
    private static readonly string[] Facts = ["loss 0.1234", "12,345 images/s", "1:23 left"];

    [Fact]
    public void No_line_is_too_long_and_none_wastes_room()
    {
        int before = 0;
        for (int width = 1; width <= 200; width++)
        {
            int length = Plain(0.5, width).Length;
            Assert.InRange(length, 1, width);
            Assert.True(length >= before || length > width - 20, $"{length} of {width}");
            before = length;
        }
    }

    [Fact]
    public void The_least_important_goes_first()
    {
        Assert.EndsWith("images/s  1:23 left", Plain(0.5, 80), StringComparison.Ordinal);
        Assert.EndsWith("images/s", Plain(0.5, 55), StringComparison.Ordinal);
        Assert.EndsWith("loss 0.1234", Plain(0.5, 40), StringComparison.Ordinal);
        Assert.EndsWith(" 50%", Plain(0.5, 25), StringComparison.Ordinal);
        Assert.Equal("ep", Plain(0.5, 2));
    }

    [Theory]
    [InlineData(0, "  0%", 0)]
    [InlineData(0.25, " 25%", 10)]
    [InlineData(0.999, " 99%", 40)]
    [InlineData(1, "100%", 40)]
    [InlineData(7, "100%", 40)]
    [InlineData(double.NaN, "  0%", 0)]
    public void The_bar_is_as_long_as_the_share(double share, string percent, int done)
    {
        string line = Markup.Remove(ProgressBar.Compose("epoch", share, Facts, 200, isUnicode: false));

        Assert.StartsWith($"epoch {new string('=', done)}{new string('-', 40 - done)} {percent}  loss", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(6.2, "0:07")]
    [InlineData(59.5, "1:00")]
    [InlineData(750, "12:30")]
    [InlineData(3600, "1:00:00")]
    [InlineData(-5, "0:00")]
    public void Time_left_is_in_whole_seconds(double seconds, string expected) => Assert.Equal(expected, Format.Clock(TimeSpan.FromSeconds(seconds)));

    private static string Plain(double share, int width) => Markup.Remove(ProgressBar.Compose("epoch", share, Facts, width, isUnicode: true));
}
