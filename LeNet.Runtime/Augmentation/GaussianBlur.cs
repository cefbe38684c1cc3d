using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LeNet.Runtime.Registers;

namespace LeNet.Runtime;

/// <summary>
/// Smooths one axis by a Gaussian: y[i] = Σ_j g(i − j) x[j], x being 0 outside. That is a product with a banded matrix,
/// whose band ends at four standard deviations and whose weights, before the ends of x cut some off, sum to the gain.
/// </summary>
internal sealed class GaussianBlur
{
    private const int Lanes = LaneMath.Lanes;
    private const int Deviations = 4;

    /// <summary>Results that are computed together, at most.</summary>
    private const int MostStrips = 8;

    private readonly int _count;
    private readonly int _reach;

    /// <summary>g(−reach − 8) to g(reach + 8): zeros at both ends, for blocks of results that have not all the same neighbours.</summary>
    private readonly float[] _weights;

    /// <param name="count">Values along the axis.</param>
    /// <param name="sigma">Standard deviation, in values.</param>
    /// <param name="gain">The weights' sum.</param>
    public GaussianBlur(int count, double sigma, double gain)
    {
        int end = (int)Math.Ceiling(Deviations * sigma);
        double sum = 0;
        for (int i = -end; i <= end; i++)
        {
            sum += Gaussian(i, sigma);
        }

        _count = count;
        _reach = Math.Min(end, count - 1);
        _weights = new float[(2 * (_reach + MostStrips)) + 1];
        for (int i = -_reach; i <= _reach; i++)
        {
            _weights[i + _reach + MostStrips] = (float)(gain * Gaussian(i, sigma) / sum);
        }
    }

    /// <summary>Smooths lines that lie side by side, sixteen samples each.</summary>
    /// <param name="source">[…][16].</param>
    /// <param name="target">As the source, another memory.</param>
    /// <param name="stride">Floats from one value of a line to the next.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="lineStride">Floats from one line to the next.</param>
    public void Run(ReadOnlySpan<float> source, Span<float> target, int stride, int lines, int lineStride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run512(source, target, stride, lines, lineStride);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run256(source, target, stride, lines, lineStride);
        }
        else
        {
            Run128(source, target, stride, lines, lineStride);
        }
    }

    internal void Run512(ReadOnlySpan<float> source, Span<float> target, int stride, int lines, int lineStride) =>
        Run<Eight<Strip1<Width512, Vector512<float>>, Vector512<float>>, Strip1<Width512, Vector512<float>>, Vector512<float>>(source, target, stride, lines, lineStride);

    internal void Run256(ReadOnlySpan<float> source, Span<float> target, int stride, int lines, int lineStride) =>
        Run<Six<Strip2<Width256, Vector256<float>>, Vector256<float>>, Strip2<Width256, Vector256<float>>, Vector256<float>>(source, target, stride, lines, lineStride);

    internal void Run128(ReadOnlySpan<float> source, Span<float> target, int stride, int lines, int lineStride) =>
        Run<Two<Strip4<Width128, Vector128<float>>, Vector128<float>>, Strip4<Width128, Vector128<float>>, Vector128<float>>(source, target, stride, lines, lineStride);

    private static double Gaussian(int distance, double sigma) => Exponentials.Exp(-0.5 * (distance / sigma) * (distance / sigma));

    [MethodImpl(LaneMath.Kernel)]
    private void Run<TStrips, TStrip, TVector>(ReadOnlySpan<float> source, Span<float> target, int stride, int lines, int lineStride)
        where TStrips : struct, IStrips<TStrip, TVector>
        where TStrip : struct, IStrip<TStrip, TVector>
        where TVector : struct
    {
        for (int line = 0; line < lines; line++)
        {
            ReadOnlySpan<float> xs = source.Slice(line * lineStride);
            Span<float> ys = target.Slice(line * lineStride);
            int i = 0;
            for (; i < _count && _count >= TStrips.Count; i += TStrips.Count)
            {
                // The last block begins early, and computes some values once more.
                Compute<TStrips, TStrip, TVector>(xs, ys, Math.Min(i, _count - TStrips.Count), stride);
            }

            for (; i < _count; i++)
            {
                Compute<One<TStrip, TVector>, TStrip, TVector>(xs, ys, i, stride);
            }
        }
    }

    /// <summary>Some results, from <paramref name="first"/> on. A weight of 0 adds nothing, so it does not matter which are computed together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Compute<TStrips, TStrip, TVector>(ReadOnlySpan<float> xs, Span<float> ys, int first, int stride)
        where TStrips : struct, IStrips<TStrip, TVector>
        where TStrip : struct, IStrip<TStrip, TVector>
        where TVector : struct
    {
        int begin = Math.Max(0, first - _reach);
        int end = Math.Min(_count, first + TStrips.Count + _reach);
        ReadOnlySpan<float> weights = _weights;
        Block<TStrips, TStrip, TVector> sums = default;
        for (int j = begin; j < end; j++)
        {
            sums.PassScalars(weights, first - j + _reach + MostStrips, 1, xs.Slice(j * stride, Lanes), 0, TStrip.Lanes);
        }

        sums.Store(ys.Slice(first * stride), stride, TStrip.Lanes);
    }
}
