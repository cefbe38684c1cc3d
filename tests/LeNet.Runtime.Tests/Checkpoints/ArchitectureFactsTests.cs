namespace LeNet.Runtime.Tests.Checkpoints;

public class ArchitectureFactsTests
{
    [Fact]
    public void The_first_difference_is_named() =>
        Assert.Equal("its layer 1 was conv, and is pool now", ArchitectureFacts.Difference(["Net", "in", "mse", "conv"], ["Net", "in", "mse", "pool"]));

    [Fact]
    public void A_line_of_any_length_makes_a_message_that_can_be_read()
    {
        string? difference = ArchitectureFacts.Difference(["Net", new string('x', 100_000)], ["Net", "in"]);

        Assert.NotNull(difference);
        Assert.InRange(difference.Length, 1, 1100);
        Assert.EndsWith("x…, and is in now", difference, StringComparison.Ordinal);
    }
}
