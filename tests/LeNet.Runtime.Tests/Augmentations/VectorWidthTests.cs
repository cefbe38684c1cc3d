namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>Every vector width gives the same bits.</summary>
public sealed class VectorWidthTests
{
    [Theory]
    [InlineData(28, 5)]
    [InlineData(5, 5)]
    [InlineData(7, 0.4)]
    [InlineData(41, 2.3)]
    public void Smoothing(int count, double sigma)
    {
        const int Lines = 3;
        var random = new Random(1);
        float[] source = [.. Enumerable.Range(0, count * Lines * LaneMath.Lanes).Select(_ => (float)random.Next(-255, 256))];
        var blur = new GaussianBlur(count, sigma, gain: 2);
        float[] by512 = new float[source.Length];
        float[] by256 = new float[source.Length];
        float[] by128 = new float[source.Length];

        blur.Run512(source, by512, LaneMath.Lanes, Lines, count * LaneMath.Lanes);
        blur.Run256(source, by256, LaneMath.Lanes, Lines, count * LaneMath.Lanes);
        blur.Run128(source, by128, LaneMath.Lanes, Lines, count * LaneMath.Lanes);

        Assert.Contains(by128, value => value != 0);
        Assert.Equal(by512.Select(BitConverter.SingleToInt32Bits), by128.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(by256.Select(BitConverter.SingleToInt32Bits), by128.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Positions()
    {
        var maps = new AffineMaps(new AffineAugmentation { Degrees = 40, Scale = (0.3, 3), Translate = (0.3, 0.3) }, 13, 17);
        maps.Draw(new AugmentationDraws(1, 1), [.. Enumerable.Range(0, LaneMath.Lanes)]);
        var random = new Random(1);
        float[] moves = [.. Enumerable.Range(0, 17 * LaneMath.Lanes).Select(_ => random.NextSingle() - 0.5f)];

        int[] of128 = Compute<Lanes4>();

        Assert.Equal(of128, Compute<Lanes8>());
        Assert.Equal(of128, Compute<Lanes16>());

        int[] Compute<TVector>()
            where TVector : struct, IVector<TVector>
        {
            var positions = new SourcePositions(new NeighbourMap(1, 13, 17));
            List<int> results = [];
            for (int row = 0; row < 13; row++)
            {
                positions.Compute<TVector>(row, maps.Coefficients, moves, moves);
                results.AddRange(positions.Entries);
                results.AddRange(positions.FractionsX.ToArray().Select(BitConverter.SingleToInt32Bits));
                results.AddRange(positions.FractionsY.ToArray().Select(BitConverter.SingleToInt32Bits));
            }

            return [.. results];
        }
    }
}
