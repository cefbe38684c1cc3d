using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>tanh of every value, in place: a rational function of x².</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Tanh(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Tanh(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Tanh(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Tanh(values);
        }
    }

    /// <summary>1 / (1 + exp(−x)) of every value, in place: ½ + ½ tanh(x / 2).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Sigmoid(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Sigmoid(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Sigmoid(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Sigmoid(values);
        }
    }

    /// <summary>exp of every value, in place. 0 below −87.3; at most exp(88.3).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Exp(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Exp(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Exp(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Exp(values);
        }
    }

    /// <summary>Natural logarithm of every value, in place, for normal positive values; not a number stays so.</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Log(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Log(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Log(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Log(values);
        }
    }
}
