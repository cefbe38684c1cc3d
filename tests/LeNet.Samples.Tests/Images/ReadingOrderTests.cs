using LeNet.Samples.Images;

namespace LeNet.Samples.Tests.Images;

public sealed class ReadingOrderTests
{
    [Theory]
    [InlineData("line by line", new[] { 50, 0, 0, 0, 50, 40, 0, 40 }, new[] { 1, 0, 3, 2 })]
    [InlineData("a line that climbs", new[] { 0, 60, 40, 45, 80, 30, 120, 15 }, new[] { 0, 1, 2, 3 })]
    [InlineData("a small one in a line of large ones", new[] { 80, 0, 40, 12, 0, 0 }, new[] { 2, 1, 0 })]
    [InlineData("one", new[] { 5, 5 }, new[] { 0 })]
    public void Digits_are_read_as_people_read(string what, int[] places, int[] expected)
    {
        (int Index, Box Box)[] digits = [.. Enumerable.Range(0, places.Length / 2).Select(i => (i, new Box(places[2 * i], places[(2 * i) + 1], places[2 * i] + 20, places[(2 * i) + 1] + 30)))];

        Assert.True(expected.SequenceEqual(ReadingOrder.Of(digits, digit => digit.Box).Select(digit => digit.Index)), what);
    }
}
