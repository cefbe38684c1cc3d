using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>
    /// Layer normalisation of one sample: y = (x − mean) / √(variance + ε), times a weight and plus a bias where there are any.
    /// J. L. Ba, J. R. Kiros, G. E. Hinton: "Layer normalization", 2016, equation 3. The same bits as in a batch, where value k is
    /// added to partial sum k mod 16.
    /// </summary>
    /// <param name="x">The sample's values.</param>
    /// <param name="weight">A factor for each value, or empty.</param>
    /// <param name="bias">An offset for each value, or empty as the weight.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">The result; it does not overlap <paramref name="x"/>.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void LayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon, Span<float> y)
    {
        Span<float> sums = stackalloc float[Lanes];
        sums.Clear();
        int whole = x.Length / 4 * 4;
        for (int k = 0; k < whole; k += 4)
        {
            Span<float> sum = sums.Slice(k % Lanes, 4);
            (Vector128.Create<float>(sum) + Vector128.Create(x.Slice(k, 4))).CopyTo(sum);
        }

        for (int k = whole; k < x.Length; k++)
        {
            sums[k % Lanes] += x[k];
        }

        float mean = Sum(sums) / x.Length;
        sums.Clear();
        for (int k = 0; k < whole; k += 4)
        {
            Span<float> sum = sums.Slice(k % Lanes, 4);
            Vector128<float> difference = Vector128.Create(x.Slice(k, 4)) - Vector128.Create(mean);
            Vector128.FusedMultiplyAdd(difference, difference, Vector128.Create<float>(sum)).CopyTo(sum);
        }

        for (int k = whole; k < x.Length; k++)
        {
            sums[k % Lanes] = MathF.FusedMultiplyAdd(x[k] - mean, x[k] - mean, sums[k % Lanes]);
        }

        float inverse = 1 / MathF.Sqrt((Sum(sums) / x.Length) + epsilon);
        for (int k = 0; k < x.Length; k++)
        {
            float normal = (x[k] - mean) * inverse;
            y[k] = weight.IsEmpty ? normal : MathF.FusedMultiplyAdd(normal, weight[k], bias[k]);
        }
    }
}
