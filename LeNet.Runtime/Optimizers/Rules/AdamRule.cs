using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary><see cref="Adam"/> and <see cref="AdamW"/>.</summary>
internal sealed class AdamRule : UpdateRule
{
    private readonly DecayingOptimizer _options;
    private readonly (double First, double Second) _betas;
    private readonly double _epsilon;
    private readonly bool _isDecoupled;
    private readonly AlignedBuffer _mean;
    private readonly AlignedBuffer _square;
    private readonly AlignedBuffer? _largest;
    private float _first;
    private float _rate;
    private float _scale;
    private float _kept;

    public AdamRule(DecayingOptimizer options, (double First, double Second) betas, double epsilon, bool amsGrad, bool isDecoupled, int floats)
    {
        (_options, _betas, _epsilon, _isDecoupled) = (options, betas, epsilon, isDecoupled);
        _mean = Remember("exp_avg", floats);
        _square = Remember("exp_avg_sq", floats);
        _largest = amsGrad ? Remember("max_exp_avg_sq", floats) : null;
    }

    /// <inheritdoc/>
    public override void Begin(long step, StepSize size)
    {
        double first = size.Momentum ?? _betas.First;
        _first = (float)first;
        _rate = (float)(-size.LearningRate / (1 - PortablePower.Of(first, step)));
        _scale = (float)(1 / Math.Sqrt(1 - PortablePower.Of(_betas.Second, step)));
        _kept = (float)(1 - (size.LearningRate * _options.WeightDecay));
    }

    /// <inheritdoc/>
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count, bool decays)
    {
        bool hasDecay = decays && _options.WeightDecay != 0;
        var update = new Moments
        {
            Ps = parameters.Slice(offset, count),
            Gs = gradient.Slice(offset, count),
            Means = _mean.Span.Slice(offset, count),
            Squares = _square.Span.Slice(offset, count),
            Largest = _largest is null ? default : _largest.Span.Slice(offset, count),
            Decay = hasDecay && !_isDecoupled ? (float)_options.WeightDecay : 0,
            Kept = hasDecay && _isDecoupled ? _kept : 1,
            First = _first,
            FirstShare = 1 - _first,
            Second = (float)_betas.Second,
            SecondShare = (float)(1 - _betas.Second),
            Rate = _rate,
            Scale = _scale,
            Epsilon = (float)_epsilon,
        };
        VectorLoop.Run(ref update, count);
    }

    private ref struct Moments : IElementwiseUpdate
    {
        public Span<float> Ps;
        public ReadOnlySpan<float> Gs;
        public Span<float> Means;
        public Span<float> Squares;
        public Span<float> Largest;
        public float Decay;
        public float Kept;
        public float First;
        public float FirstShare;
        public float Second;
        public float SecondShare;
        public float Rate;
        public float Scale;
        public float Epsilon;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> ps = Ps.Slice(i, TVector.Count);
            Span<float> means = Means.Slice(i, TVector.Count);
            Span<float> squares = Squares.Slice(i, TVector.Count);
            TVector p = TVector.Load(ps) * TVector.Create(Kept);
            TVector g = TVector.FusedMultiplyAdd(TVector.Create(Decay), p, TVector.Load(Gs.Slice(i, TVector.Count)));
            TVector mean = TVector.FusedMultiplyAdd(TVector.Create(FirstShare), g, TVector.Create(First) * TVector.Load(means));
            mean.Store(means);
            TVector square = TVector.FusedMultiplyAdd(TVector.Create(SecondShare) * g, g, TVector.Create(Second) * TVector.Load(squares));
            square.Store(squares);
            if (!Largest.IsEmpty)
            {
                Span<float> largest = Largest.Slice(i, TVector.Count);
                square = TVector.Max(TVector.Load(largest), square);
                square.Store(largest);
            }

            TVector divisor = TVector.FusedMultiplyAdd(TVector.SquareRoot(square), TVector.Create(Scale), TVector.Create(Epsilon));
            TVector.FusedMultiplyAdd(TVector.Create(Rate), mean / divisor, p).Store(ps);
        }
    }
}
