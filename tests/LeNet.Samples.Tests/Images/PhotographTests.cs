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
    public void Digits_are_read(string kind) => Assert.InRange(Reader.Value.Right(Kinds.WithDigit[kind], Count, Seed), Count - 1, Count);

    [Theory]
    [MemberData(nameof(Empties))]
    public void Sheets_without_a_digit_show_none(string kind) => Assert.InRange(Reader.Value.Right(Kinds.Empty[kind], Count, Seed), Count - 1, Count);

    [Fact]
    public void A_seed_makes_the_same_picture_again()
    {
        var scene = Kinds.WithDigit["dust"];

        Assert.Equal(scene.Take(3, 7), scene.Take(3, 7));
        Assert.NotEqual(scene.Take(3, 7), scene.Take(3, 8));
    }
}
