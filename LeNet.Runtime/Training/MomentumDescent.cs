using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// Stochastic gradient descent with momentum as torch.optim.SGD does it: v ← μ v + g, then p ← p − η v, with v = 0 at first.
/// </summary>
/// <param name="parameters">Number of parameters, a multiple of 16.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ.</param>
internal sealed class MomentumDescent(int parameters, float learningRate, float momentum)
{
    private const int Unit = 16;

    private readonly AlignedBuffer _velocity = new(parameters);

    /// <summary>v, as the parameters lie.</summary>
    public Span<float> Velocity => _velocity.Span;

    /// <summary>Updates one worker's share of the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int worker, int workers)
    {
        (int begin, int end) = LaneMath.Share(parameters.Length / Unit, worker, workers);
        int offset = begin * Unit;
        int length = (end - begin) * Unit;
        Step(parameters.Slice(offset, length), gradient.Slice(offset, length), _velocity.Span.Slice(offset, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(Span<float> parameters, ReadOnlySpan<float> gradient, Span<float> velocity)
    {
        Vector128<float> mu = Vector128.Create(momentum);
        Vector128<float> minusEta = Vector128.Create(-learningRate);
        for (int i = 0; i <= parameters.Length - 4 && i <= gradient.Length - 4 && i <= velocity.Length - 4; i += 4)
        {
            Span<float> p = parameters.Slice(i, 4);
            Span<float> v = velocity.Slice(i, 4);
            Vector128<float> next = Vector128.FusedMultiplyAdd(mu, Vector128.Create<float>(v), Vector128.Create(gradient.Slice(i, 4)));
            next.CopyTo(v);
            Vector128.FusedMultiplyAdd(minusEta, next, Vector128.Create<float>(p)).CopyTo(p);
        }
    }
}
