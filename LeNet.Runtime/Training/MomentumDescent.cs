using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// Stochastic gradient descent with momentum as torch.optim.SGD does it: v ← μ v + g, then p ← p − η v, with v = 0 at first.
/// </summary>
/// <param name="parameters">Number of parameters.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ.</param>
internal sealed class MomentumDescent(int parameters, float learningRate, float momentum)
{
    private readonly AlignedBuffer _velocity = new(parameters);

    /// <summary>v, as the parameters lie.</summary>
    public Span<float> Velocity => _velocity.Span;

    /// <summary>Updates some of the parameters.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="offset">The first to update.</param>
    /// <param name="count">How many.</param>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count)
    {
        Span<float> ps = parameters.Slice(offset, count);
        ReadOnlySpan<float> gs = gradient.Slice(offset, count);
        Span<float> vs = _velocity.Span.Slice(offset, count);
        if (Vector512.IsHardwareAccelerated)
        {
            Update<Lanes16>(ps, gs, vs);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Update<Lanes8>(ps, gs, vs);
        }
        else
        {
            Update<Lanes4>(ps, gs, vs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<TVector>(Span<float> ps, ReadOnlySpan<float> gs, Span<float> vs)
        where TVector : struct, IVector<TVector>
    {
        int i = 0;
        for (; i <= ps.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> p = ps.Slice(i, TVector.Count);
            Span<float> v = vs.Slice(i, TVector.Count);
            TVector next = TVector.FusedMultiplyAdd(TVector.Create(momentum), TVector.Load(v), TVector.Load(gs.Slice(i, TVector.Count)));
            next.Store(v);
            TVector.FusedMultiplyAdd(TVector.Create(-learningRate), next, TVector.Load(p)).Store(p);
        }

        for (; i < ps.Length; i++)
        {
            vs[i] = MathF.FusedMultiplyAdd(momentum, vs[i], gs[i]);
            ps[i] = MathF.FusedMultiplyAdd(-learningRate, vs[i], ps[i]);
        }
    }
}
