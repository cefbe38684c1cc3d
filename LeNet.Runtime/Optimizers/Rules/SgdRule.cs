using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary><see cref="Sgd"/>.</summary>
internal sealed class SgdRule : UpdateRule
{
    private readonly Sgd _options;
    private readonly AlignedBuffer _velocity;
    private float _learningRate;
    private float _momentum;
    private float _share;

    public SgdRule(Sgd options, int floats)
    {
        _options = options;
        _velocity = Remember("velocity", floats);
    }

    /// <inheritdoc/>
    public override void Begin(long step, StepSize size)
    {
        double momentum = size.Momentum ?? _options.Momentum;
        _learningRate = (float)size.LearningRate;
        _momentum = (float)momentum;
        _share = step == 1 || momentum == 0 ? 1 : (float)(1 - _options.Dampening);
    }

    /// <inheritdoc/>
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count, bool decays)
    {
        Span<float> ps = parameters.Slice(offset, count);
        ReadOnlySpan<float> gs = gradient.Slice(offset, count);
        Span<float> vs = _velocity.Span.Slice(offset, count);
        float decay = decays ? (float)_options.WeightDecay : 0;
        if (decay == 0 && !_options.Nesterov && _share == 1)
        {
            var plain = new Plain { Ps = ps, Gs = gs, Vs = vs, Momentum = _momentum, Rate = -_learningRate };
            VectorLoop.Run(ref plain, count);
            return;
        }

        var update = new Full
        {
            Ps = ps,
            Gs = gs,
            Vs = vs,
            Decay = decay,
            Momentum = _momentum,
            Share = _share,
            Rate = -_learningRate,
            Nesterov = _options.Nesterov,
        };
        VectorLoop.Run(ref update, count);
    }

    /// <summary>Momentum alone, which is the default recipe.</summary>
    private ref struct Plain : IElementwiseUpdate
    {
        public Span<float> Ps;
        public ReadOnlySpan<float> Gs;
        public Span<float> Vs;
        public float Momentum;
        public float Rate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> p = Ps.Slice(i, TVector.Count);
            Span<float> v = Vs.Slice(i, TVector.Count);
            TVector next = TVector.FusedMultiplyAdd(TVector.Create(Momentum), TVector.Load(v), TVector.Load(Gs.Slice(i, TVector.Count)));
            next.Store(v);
            TVector.FusedMultiplyAdd(TVector.Create(Rate), next, TVector.Load(p)).Store(p);
        }
    }

    private ref struct Full : IElementwiseUpdate
    {
        public Span<float> Ps;
        public ReadOnlySpan<float> Gs;
        public Span<float> Vs;
        public float Decay;
        public float Momentum;
        public float Share;
        public float Rate;
        public bool Nesterov;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> ps = Ps.Slice(i, TVector.Count);
            Span<float> v = Vs.Slice(i, TVector.Count);
            TVector p = TVector.Load(ps);
            TVector g = TVector.Load(Gs.Slice(i, TVector.Count));
            if (Decay != 0)
            {
                g = TVector.FusedMultiplyAdd(TVector.Create(Decay), p, g);
            }

            TVector next = TVector.FusedMultiplyAdd(TVector.Create(Momentum), TVector.Load(v), TVector.Create(Share) * g);
            next.Store(v);
            TVector step = Nesterov ? TVector.FusedMultiplyAdd(TVector.Create(Momentum), next, g) : next;
            TVector.FusedMultiplyAdd(TVector.Create(Rate), step, p).Store(ps);
        }
    }
}
