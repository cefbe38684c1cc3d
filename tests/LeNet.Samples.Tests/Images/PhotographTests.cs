using LeNet.Photographs;
using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Tests.Images;

/// <summary>Pictures of every kind of <c>tests/LeNet.Photographs</c>, a few of each; docs/photographs.md has a hundred of each.</summary>
public sealed class PhotographTests
{
    private const int Count = 10;

    private const int Seed = 5001;

    private static readonly Lazy<Tally> Reader = new(() =>
    {
        Network network = SampleNetwork.Create(null);
        ShippedWeights.Load(network, ShippedWeights.Path);
        return new Tally(network);
    });

    public static TheoryData<string> Digits => [.. Kinds.WithDigit.Keys];

    public static TheoryData<string> Empties => [.. Kinds.Empty.Keys];

    [Theory]
    [MemberData(nameof(Digits))]
    public void Digits_are_read_and_not_taken_for_several(string kind)
    {
        (int right, int takenForSeveral) = Reader.Value.Read(Kinds.WithDigit[kind], Count, Seed);

        Assert.InRange(right, Count - 1, Count);
        Assert.InRange(takenForSeveral, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Empties))]
    public void Sheets_without_a_digit_show_none(string kind) => Assert.InRange(Reader.Value.Read(Kinds.Empty[kind], Count, Seed).Right, Count - 1, Count);

    public static TheoryData<string> Several => [.. Kinds.Several.Keys];

    [Theory]
    [MemberData(nameof(Several))]
    public void Every_digit_of_a_picture_is_read_in_its_place(string kind)
    {
        int count = Suite.Count(quick: 2, whole: Count);

        Assert.InRange(Reader.Value.AllRight(Kinds.Several[kind], count, Seed), count - 1, count);
    }

    [Fact]
    public void A_seed_makes_the_same_picture_again()
    {
        var scene = Kinds.WithDigit["dust"];

        Assert.Equal(scene.Take(3, 7), scene.Take(3, 7));
        Assert.NotEqual(scene.Take(3, 7), scene.Take(3, 8));
    }
}
