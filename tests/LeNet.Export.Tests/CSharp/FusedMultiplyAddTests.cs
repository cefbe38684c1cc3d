using System.Reflection;
using LeNet.Export.CSharp;
using LeNet.Testing;

namespace LeNet.Export.Tests.CSharp;

/// <summary>The fused multiply-add of targets that have none, beside the processor's.</summary>
public sealed class FusedMultiplyAddTests
{
    private static readonly Func<float, float, float, float> Exported =
        ExportedClass.Compile(CSharpExporter.Export(ExportedNetworks.Create("LinearWithoutBias"), new CSharpOptions(Target: CSharpTarget.NetStandard20)), "LinearWithoutBias", CSharpTarget.NetStandard20)
            .Type.GetMethod("FusedMultiplyAdd", BindingFlags.NonPublic | BindingFlags.Static)!.CreateDelegate<Func<float, float, float, float>>();

    [Fact]
    public void It_rounds_once()
    {
        var random = new TestRandom(18);
        int wrongWithoutCare = 0;
        for (int i = 0; i < FusedMultiplyAdds.Count; i++)
        {
            (float a, float b, float c) = FusedMultiplyAdds.Next(random, i);
            float expected = MathF.FusedMultiplyAdd(a, b, c);
            float actual = Exported(a, b, c);
            if (!Same(expected, actual))
            {
                Assert.Fail(FormattableString.Invariant($"{a:R} · {b:R} + {c:R} is {expected:R}, not {actual:R}"));
            }

            wrongWithoutCare += Same(expected, (float)(((double)a * b) + c)) ? 0 : 1;
        }

        Assert.InRange(wrongWithoutCare, FusedMultiplyAdds.Count / 1000, FusedMultiplyAdds.Count);
    }

    /// <summary>A sum that lies nearer to a middle than doubles do: the first rounding puts it there.</summary>
    [Theory]
    [InlineData(0x3f800001, 0x337ffffe, 0x3f800000)] // 1 + 2⁻²⁴ (1 − 2⁻⁴⁶): below the middle, and 1 is even
    [InlineData(0x3f800001, 0x337ffffe, 0x3f800001)] // the same above a float that is odd
    [InlineData(0x00000001, 0x00000001, 0x00000001)] // 2⁻¹⁴⁹ and 2⁻²⁹⁸
    [InlineData(0x5f7fffff, 0x5f800001, 0x73000000)] // where floats end
    [InlineData(0x7f800000, 0x00000000, 0x3f800000)]
    [InlineData(0x7f7fffff, 0x7f7fffff, unchecked((int)0xff800000))]
    [InlineData(0x00000000, unchecked((int)0x80000000), unchecked((int)0x80000000))]
    public void It_rounds_the_hard_ones_once(int a, int b, int c)
    {
        (float x, float y, float z) = (BitConverter.Int32BitsToSingle(a), BitConverter.Int32BitsToSingle(b), BitConverter.Int32BitsToSingle(c));

        Assert.True(Same(MathF.FusedMultiplyAdd(x, y, z), Exported(x, y, z)));
    }

    private static bool Same(float expected, float actual) =>
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual));
}
