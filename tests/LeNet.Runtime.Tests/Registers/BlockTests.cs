using System.Runtime.Intrinsics;
using LeNet.Runtime.Registers;
using Strip128 = LeNet.Runtime.Registers.Strip2<LeNet.Runtime.Registers.Width128, System.Runtime.Intrinsics.Vector128<float>>;
using Strip256 = LeNet.Runtime.Registers.Strip2<LeNet.Runtime.Registers.Width256, System.Runtime.Intrinsics.Vector256<float>>;
using Strip512 = LeNet.Runtime.Registers.Strip2<LeNet.Runtime.Registers.Width512, System.Runtime.Intrinsics.Vector512<float>>;

namespace LeNet.Runtime.Tests.Registers;

/// <summary>Blocks of five strips of two vectors against loops over plain numbers: the same bits, as each sum is one chain.</summary>
public sealed class BlockTests
{
    [Fact]
    public void Vectors_of_128_bits() => new Checks<Strip128, Vector128<float>, Width128>().Run();

    [Fact]
    public void Vectors_of_256_bits() => new Checks<Strip256, Vector256<float>, Width256>().Run();

    [Fact]
    public void Vectors_of_512_bits() => new Checks<Strip512, Vector512<float>, Width512>().Run();

    [Fact]
    public void What_does_not_lie_in_a_span_is_refused()
    {
        Block<Two<Strip128, Vector128<float>>, Strip128, Vector128<float>> block = default;
        float[] room = new float[7 + 20 + 4]; // strips 7 apart, a strip's vectors 20 apart

        block.Store(room, 7, 20);
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Store(room.AsSpan(1), 7, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Load(room.AsSpan(1), 7, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.PassScalars(room, 0, 31, room, 0, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.PassVectors(room, 0, 1, room, 1, 27));
    }

    /// <summary>Every operation on vectors of a width.</summary>
    private sealed class Checks<TStrip, TVector, TWidth>
        where TStrip : struct, IStrip<TStrip, TVector>
        where TVector : struct
        where TWidth : struct, IVectorWidth<TVector>
    {
        private readonly float[] _a = Numbers(1);
        private readonly float[] _b = Numbers(2);

        private delegate void Change(ref Block<Join<Three<TStrip, TVector>, Two<TStrip, TVector>, TStrip, TVector>, TStrip, TVector> block);

        public void Run()
        {
            Same((ref block) => block.StartStrips(_a), (_, s, _, _) => _a[s]);
            Same((ref block) => block.StartVectors(_a), (_, _, v, _) => _a[v]);
            Same((ref block) => block.Load(_a, 3, 50), (_, s, v, l) => _a[(3 * s) + (50 * v) + l]);
            Same((ref block) => block.Add(_a, 3, 50), (z, s, v, l) => z + _a[(3 * s) + (50 * v) + l]);
            Same(
                (ref block) => block.PassScalars(_a, 5, 7, _b, 11, 17),
                (z, s, v, l) => MathF.FusedMultiplyAdd(_a[5 + (7 * s)], _b[11 + (17 * v) + l], z));
            Same(
                (ref block) => block.PassVectors(_a, 5, 7, _b, 11, 17),
                (z, s, v, l) => MathF.FusedMultiplyAdd(_a[5 + (7 * v)], _b[11 + (17 * s) + l], z));
            Same(
                (ref block) => block.PassVectors(_a, 5, 7, _b, 11, 17, 2, 2),
                (z, s, v, l) => s is 2 or 3 ? MathF.FusedMultiplyAdd(_a[5 + (7 * v)], _b[11 + (17 * (s - 2)) + l], z) : z);
            Same(
                (ref block) => block.AddProducts(_a, 5, 19, _b, 11, 17),
                (z, s, v, l) => MathF.FusedMultiplyAdd(_a[5 + (19 * s) + l], _b[11 + (17 * v) + l], z));

            Block<Four<TStrip, TVector>, TStrip, TVector> weights = default;
            weights.Load(_a, 3, 50);
            Same(
                (ref block) => block.Meet(0.3f, in weights, 1, 1, 1, 3),
                (z, s, v, l) => s is >= 1 and <= 3 ? MathF.FusedMultiplyAdd(_a[(3 * (4 - s)) + (50 * v) + l], 0.3f, z) : z);
            Same(
                (ref block) => block.Meet(_b.AsSpan(9), in weights, 0, 2, 2, 2),
                (z, s, v, l) => s is 2 or 3 ? MathF.FusedMultiplyAdd(_a[(3 * 2 * (3 - s)) + (50 * v) + l], _b[9 + l], z) : z);
        }

        /// <summary>Whether a change of some accumulators, stored as they are and times a derivative, gives what plain numbers give.</summary>
        private static void Same(Change change, Func<float, int, int, int, float> expected)
        {
            float[] start = Numbers(3);
            float[] stored = new float[400];
            float[] products = [.. start];
            Block<Join<Three<TStrip, TVector>, Two<TStrip, TVector>, TStrip, TVector>, TStrip, TVector> block = default;
            block.Load(start, 32, 16);
            change(ref block);
            block.Store(stored, 64, 20);
            block.StoreGradient<Product>(products, 64, 20);

            for (int strip = 0; strip < 5; strip++)
            {
                for (int vector = 0; vector < 2; vector++)
                {
                    for (int lane = 0; lane < TWidth.Count; lane++)
                    {
                        float value = expected(start[(32 * strip) + (16 * vector) + lane], strip, vector, lane);
                        int at = (64 * strip) + (20 * vector) + lane;
                        Assert.Equal(value, stored[at]);
                        Assert.Equal(MathF.FusedMultiplyAdd(start[at], value, value), products[at]);
                    }
                }
            }
        }

        private static float[] Numbers(int seed)
        {
            Random random = new(seed);
            return [.. Enumerable.Range(0, 400).Select(_ => random.NextSingle() - 0.5f)];
        }

        /// <summary>g · y + g.</summary>
        private readonly struct Product : IDerivative<TVector>
        {
            public static TVector Apply(TVector y, TVector g)
            {
                TVector sum = g;
                TWidth.MultiplyAdd(ref sum, in y, g);
                return sum;
            }
        }
    }
}
