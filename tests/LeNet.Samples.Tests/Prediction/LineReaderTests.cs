using System.Text;
using LeNet.Samples.Prediction;

namespace LeNet.Samples.Tests.Prediction;

/// <summary>A stream becomes lines, however it is cut, and no line takes more memory than allowed.</summary>
public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\n\nb\r\nc", new[] { "a", "", "b\r", "c" })]
    [InlineData("12345678\nb", new[] { "12345678", "b" })]
    [InlineData("123456789\nb", new[] { null, "b" })]
    [InlineData("a\n12345678901234567890123456789\n\nb", new[] { "a", null, "", "b" })]
    [InlineData("12345678901234567890", new string?[] { null })]
    [InlineData("123456789", new string?[] { null })]
    public void Lines_are_the_same_however_the_stream_is_cut(string text, string?[] expected)
    {
        for (int piece = 1; piece <= text.Length + 1; piece++)
        {
            var reader = new LineReader(new Pieces(Encoding.UTF8.GetBytes(text), piece), longestLine: 8);
            var lines = new List<string?>();
            while (reader.ReadGroup(mostLines: 3, mostBytes: 100) is { Count: > 0 } group)
            {
                Assert.InRange(group.Count, 1, 3);
                lines.AddRange(group.Select(line => line is null ? null : Encoding.UTF8.GetString(line)));
            }

            Assert.Equal(expected, lines);
        }
    }

    [Fact]
    public void What_came_at_once_is_handed_on_without_waiting_for_more()
    {
        var input = new Pieces("a\nb\nc"u8.ToArray(), 4);
        var reader = new LineReader(input, 100);

        Assert.Equal(2, reader.ReadGroup(10, 1000).Count);
        Assert.Equal(1, input.Reads);
    }

    [Fact]
    public void A_line_without_end_takes_no_more_memory_than_the_longest_line()
    {
        var reader = new LineReader(new Pieces(new byte[50 << 20], int.MaxValue), 100_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<byte[]?> lines = reader.ReadGroup(10, 1000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(Assert.Single(lines));
        Assert.InRange(allocated, 0, 300_000);
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] content, int piece) : MemoryStream(content)
    {
        public int Reads { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;
            return base.Read(buffer, offset, Math.Min(count, piece));
        }
    }
}
