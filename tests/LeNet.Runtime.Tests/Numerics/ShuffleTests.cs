using System.Runtime.InteropServices;
using LeNet.Testing;

namespace LeNet.Runtime.Tests.Numerics;

public sealed class ShuffleTests
{
    /// <summary>Computed by a second implementation, in another language.</summary>
    [Theory]
    [InlineData(1ul, 1, new[] { 7, 1, 0, 2, 8, 4, 5, 9, 6, 3 })]
    [InlineData(1ul, 2, new[] { 0, 4, 9, 3, 5, 1, 2, 7, 6, 8 })]
    [InlineData(0x123456789abcdef0ul, 1, new[] { 8, 5, 1, 3, 6, 4, 7, 0, 9, 2 })]
    public void Order_is_fixed_for_ever(ulong seed, int epoch, int[] order) => Assert.Equal(order, Order(10, seed, epoch));

    [Fact]
    public void Order_of_a_large_set_is_fixed_for_ever()
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "The hash is of little-endian integers.");
        int[] order = Order(60_000, 1, 1);

        using var hash = new HashStream();
        hash.Write(MemoryMarshal.AsBytes(order.AsSpan()));
        Assert.Equal("6a877752d522e27405a71a5c07e5236e2eaf72fc99be2ee757bc770b7369ae12", hash.Finish());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60_000)]
    public void Order_takes_every_sample_once(int count) => Assert.Equal(Enumerable.Range(0, count), Order(count, 5, 9).Order());

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        int[] order = Order(1000, 1, 1);
        foreach (int[] other in new[] { Order(1000, 1, 2), Order(1000, 2, 1), Order(1000, 1ul << 32, 1) })
        {
            // Two independent permutations share one place on average.
            Assert.InRange(order.Zip(other).Count(pair => pair.First == pair.Second), 0, 10);
        }
    }

    [Fact]
    public void Permutations_are_equally_probable()
    {
        var counts = new Dictionary<string, int>();
        for (int epoch = 0; epoch < 24_000; epoch++)
        {
            string order = string.Concat(Order(4, 1, epoch));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Six standard deviations about 1,000.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 810, 1190));
    }

    [Fact]
    public void Shuffling_allocates_nothing()
    {
        int[] order = new int[1000];
        Shuffle.Fill(order, 1, 1);

        Assert.Equal(0, Allocations.Of(() => Shuffle.Fill(order, 1, 2)));
    }

    private static int[] Order(int count, ulong seed, int epoch)
    {
        int[] order = new int[count];
        Shuffle.Fill(order, seed, epoch);
        return order;
    }
}
