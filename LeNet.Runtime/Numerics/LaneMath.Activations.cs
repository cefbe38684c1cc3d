using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>1.7159 tanh(2x/3) of every value, in place (LeCun et al. 1998, appendix A).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void ScaledTanh(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.ScaledTanh(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.ScaledTanh(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.ScaledTanh(values);
        }
    }

    /// <summary>x where x ≥ 0, else α (exp(x) − 1), of every value, in place (Clevert et al. 2015, equation 6).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    /// <param name="alpha">α, not negative.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Elu(Span<float> values, float alpha)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Elu(values, alpha);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Elu(values, alpha);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Elu(values, alpha);
        }
    }

    /// <summary>x σ(x) with σ(x) = 1 / (1 + exp(−x)), of every value, in place (Elfwing et al. 2017, equation 2).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Silu(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Silu(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Silu(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Silu(values);
        }
    }

    /// <summary>g · silu′(z) with silu′(z) = σ(z) (1 + z (1 − σ(z))).</summary>
    /// <param name="values">z, any multiple of 16 values.</param>
    /// <param name="gradient">The gradient with respect to the function's value, as many; gets that with respect to z.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void SiluGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.SiluGradient(values, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.SiluGradient(values, gradient);
        }
        else
        {
            ElementaryFunctions<Lanes4>.SiluGradient(values, gradient);
        }
    }

    /// <summary>x Φ(x) with Φ the normal distribution ½ (1 + erf(x / √2)), of every value, in place (Hendrycks and Gimpel 2016, section 2).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Gelu(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.Gelu(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.Gelu(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.Gelu(values);
        }
    }

    /// <summary>g · gelu′(z) with gelu′(z) = Φ(z) + z exp(−z²/2) / √(2π).</summary>
    /// <param name="values">z, any multiple of 16 values.</param>
    /// <param name="gradient">The gradient with respect to the function's value, as many; gets that with respect to z.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void GeluGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.GeluGradient(values, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.GeluGradient(values, gradient);
        }
        else
        {
            ElementaryFunctions<Lanes4>.GeluGradient(values, gradient);
        }
    }

    /// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) of every value, in place: an approximation of gelu (Hendrycks and Gimpel 2016, section 2).</summary>
    /// <param name="values">Any multiple of 16 values.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void GeluTanh(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.GeluTanh(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.GeluTanh(values);
        }
        else
        {
            ElementaryFunctions<Lanes4>.GeluTanh(values);
        }
    }

    /// <summary>g times the derivative at z of <see cref="GeluTanh"/>: σ (1 + z (1 − σ) w′) with σ = 1 / (1 + exp(−w)) and w = 2 √(2/π) (z + 0.044715 z³).</summary>
    /// <param name="values">z, any multiple of 16 values.</param>
    /// <param name="gradient">The gradient with respect to the function's value, as many; gets that with respect to z.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void GeluTanhGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes16>.GeluTanhGradient(values, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ElementaryFunctions<Lanes8>.GeluTanhGradient(values, gradient);
        }
        else
        {
            ElementaryFunctions<Lanes4>.GeluTanhGradient(values, gradient);
        }
    }
}
