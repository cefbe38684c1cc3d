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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count)
    {
        Span<float> ps = parameters.Slice(offset, count);
        ReadOnlySpan<float> gs = gradient.Slice(offset, count);
        Span<float> vs = _velocity.Span.Slice(offset, count);
        int i = 0;
        for (; i <= ps.Length - 4 && i <= gs.Length - 4 && i <= vs.Length - 4; i += 4)
        {
            Span<float> p = ps.Slice(i, 4);
            Span<float> v = vs.Slice(i, 4);
            Vector128<float> next = Vector128.FusedMultiplyAdd(Vector128.Create(momentum), Vector128.Create<float>(v), Vector128.Create(gs.Slice(i, 4)));
            next.CopyTo(v);
            Vector128.FusedMultiplyAdd(Vector128.Create(-learningRate), next, Vector128.Create<float>(p)).CopyTo(p);
        }

        for (; i < ps.Length; i++)
        {
            vs[i] = MathF.FusedMultiplyAdd(momentum, vs[i], gs[i]);
            ps[i] = MathF.FusedMultiplyAdd(-learningRate, vs[i], ps[i]);
        }
    }
}
