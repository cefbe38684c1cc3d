namespace LeNet.Runtime.Tests.Numerics;

public sealed class PhiloxTests
{
    /// <summary>The known answers that the authors publish with their library Random123 (kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal(new RandomBlock(x0, x1, x2, x3), Philox.Encrypt(new RandomBlock(c0, c1, c2, c3), k0, k1));

    [Fact]
    public void Seed_index_epoch_and_purpose_take_their_places() =>
        Assert.Equal(
            Philox.Encrypt(new RandomBlock(0x89abcdef, 0x01234567, 42, 2), 0x76543210, 0xfedcba98),
            new Philox(0xfedcba9876543210, RandomPurpose.Order, 42).Block(0x0123456789abcdef));

    [Fact]
    public void Sequence_runs_through_the_blocks()
    {
        var generator = new Philox(7, RandomPurpose.Order, 3);
        (RandomBlock first, RandomBlock second) = (generator.Block(0), generator.Block(1));
        var sequence = new PhiloxSequence(generator);

        uint[] words = [.. Enumerable.Range(0, 6).Select(_ => sequence.Next())];

        Assert.Equal([first.X0, first.X1, first.X2, first.X3, second.X0, second.X1], words);
    }

    [Fact]
    public void Sequence_runs_through_every_so_many_blocks()
    {
        var generator = new Philox(7, RandomPurpose.Order, 3);
        var sequence = new PhiloxSequence(generator, first: 5, step: 1UL << 32);

        uint[] words = [.. Enumerable.Range(0, 5).Select(_ => sequence.Next())];

        Assert.Equal(generator.Block(5).X0, words[0]);
        Assert.Equal(generator.Block(5 + (1UL << 32)).X0, words[4]);
    }

    [Fact]
    public void Bounded_draws_are_even()
    {
        var sequence = new PhiloxSequence(new Philox(1, RandomPurpose.Order, 0));
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[sequence.Next(7)]++;
        }

        // Ten standard deviations, √(10,000 · 6/7) each.
        Assert.All(counts, count => Assert.InRange(count, 9_070, 10_930));
    }

    /// <summary>
    /// With a bound of 3 · 2³⁰ a draw without rejection would give the values 0, 3, 6, … twice as often as the others.
    /// </summary>
    [Fact]
    public void Bounded_draws_reject_what_would_favour_some_values()
    {
        var sequence = new PhiloxSequence(new Philox(1, RandomPurpose.Order, 0));
        int favoured = 0;
        for (int i = 0; i < 30_000; i++)
        {
            if (sequence.Next(3u << 30) % 3 == 0)
            {
                favoured++;
            }
        }

        Assert.InRange(favoured, 9_200, 10_800);
    }
}
