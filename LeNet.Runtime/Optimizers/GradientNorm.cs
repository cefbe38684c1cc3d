using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>The length of all gradients together, as <c>torch.nn.utils.clip_grad_norm_</c> takes it.</summary>
internal static class GradientNorm
{
    private const int Lanes = 8;

    /// <summary>Keeps a quotient finite, as in PyTorch.</summary>
    private const double Least = 1e-6;

    /// <summary>What gradients are multiplied with so that their length is at most a given one: 1 or less.</summary>
    /// <param name="network">Whose parameters.</param>
    /// <param name="gradient">As the parameters lie.</param>
    /// <param name="most">The length, greater than 0.</param>
    public static float Scale(NetworkDescription network, ReadOnlySpan<float> gradient, double most)
    {
        double sum = 0;
        for (int i = 0; i < network.Parameters.Count; i++)
        {
            ParameterDescription parameter = network.Parameters[i];
            sum += parameter.IsTrainable ? SumOfSquares(gradient.Slice(parameter.Offset, parameter.Count)) : 0;
        }

        return (float)Math.Min(1, most / (Math.Sqrt(sum) + Least));
    }

    /// <summary>In double, where squares of floats are exact, in eight sums whatever the width of the vectors.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(values.Slice(i, Lanes)));
            Vector512<double> wide = Vector512.Create(low, high);
            sums += wide * wide;
        }

        double sum = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            sum += sums[lane];
        }

        for (; i < values.Length; i++)
        {
            sum += (double)values[i] * values[i];
        }

        return sum;
    }
}
