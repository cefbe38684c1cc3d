using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary><see cref="RmsProp"/>.</summary>
internal sealed class RmsPropRule : UpdateRule
{
    private readonly RmsProp _options;
    private readonly AlignedBuffer _square;
    private readonly AlignedBuffer? _mean;
    private readonly AlignedBuffer _velocity;
    private float _rate;
    private float _momentum;

    public RmsPropRule(RmsProp options, int floats)
    {
        _options = options;
        _square = Remember("square_avg", floats);
        _mean = options.Centered ? Remember("grad_avg", floats) : null;
        _velocity = Remember("momentum_buffer", floats);
    }

    /// <inheritdoc/>
    public override void Begin(long step, StepSize size)
    {
        _rate = (float)-size.LearningRate;
        _momentum = (float)(size.Momentum ?? _options.Momentum);
    }

    /// <inheritdoc/>
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count, bool decays)
    {
        var update = new RootMeanSquare
        {
            Ps = parameters.Slice(offset, count),
            Gs = gradient.Slice(offset, count),
            Squares = _square.Span.Slice(offset, count),
            Means = _mean is null ? default : _mean.Span.Slice(offset, count),
            Vs = _velocity.Span.Slice(offset, count),
            Decay = decays ? (float)_options.WeightDecay : 0,
            Alpha = (float)_options.Alpha,
            Share = (float)(1 - _options.Alpha),
            Epsilon = (float)_options.Epsilon,
            Momentum = _momentum,
            Rate = _rate,
        };
        VectorLoop.Run(ref update, count);
    }

    private ref struct RootMeanSquare : IElementwiseUpdate
    {
        public Span<float> Ps;
        public ReadOnlySpan<float> Gs;
        public Span<float> Squares;
        public Span<float> Means;
        public Span<float> Vs;
        public float Decay;
        public float Alpha;
        public float Share;
        public float Epsilon;
        public float Momentum;
        public float Rate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> ps = Ps.Slice(i, TVector.Count);
            Span<float> squares = Squares.Slice(i, TVector.Count);
            Span<float> vs = Vs.Slice(i, TVector.Count);
            TVector p = TVector.Load(ps);
            TVector g = TVector.FusedMultiplyAdd(TVector.Create(Decay), p, TVector.Load(Gs.Slice(i, TVector.Count)));
            TVector square = TVector.FusedMultiplyAdd(TVector.Create(Share) * g, g, TVector.Create(Alpha) * TVector.Load(squares));
            square.Store(squares);
            if (!Means.IsEmpty)
            {
                Span<float> means = Means.Slice(i, TVector.Count);
                TVector mean = TVector.FusedMultiplyAdd(TVector.Create(Share), g, TVector.Create(Alpha) * TVector.Load(means));
                mean.Store(means);

                // Rounding may take a variance of almost 0 below it.
                square = TVector.Max(square - (mean * mean), TVector.Create(0));
            }

            TVector step = TVector.FusedMultiplyAdd(TVector.Create(Momentum), TVector.Load(vs), g / (TVector.SquareRoot(square) + TVector.Create(Epsilon)));
            step.Store(vs);
            TVector.FusedMultiplyAdd(TVector.Create(Rate), step, p).Store(ps);
        }
    }
}
