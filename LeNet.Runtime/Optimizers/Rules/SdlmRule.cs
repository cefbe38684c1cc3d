using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary><see cref="Sdlm"/>.</summary>
internal sealed class SdlmRule : UpdateRule
{
    private readonly Sdlm _options;
    private readonly Network _network;
    private readonly AlignedBuffer _curvature;
    private float _rate;

    public SdlmRule(Sdlm options, Network network)
    {
        (_options, _network) = (options, network);
        _curvature = Remember("curvature", network.Description.ParameterFloats);
    }

    /// <inheritdoc/>
    public override int? LookInterval => _options.Interval;

    /// <inheritdoc/>
    public override void Look(TrainingPass pass) => Curvature.Estimate(_network, pass, _options.Samples, _curvature.Span);

    /// <inheritdoc/>
    public override void Begin(long step, StepSize size) => _rate = (float)-size.LearningRate;

    /// <inheritdoc/>
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count, bool decays)
    {
        var update = new Scaled
        {
            Ps = parameters.Slice(offset, count),
            Gs = gradient.Slice(offset, count),
            Hs = _curvature.Span.Slice(offset, count),
            Mu = (float)_options.Mu,
            Rate = _rate,
        };
        VectorLoop.Run(ref update, count);
    }

    private ref struct Scaled : IElementwiseUpdate
    {
        public Span<float> Ps;
        public ReadOnlySpan<float> Gs;
        public ReadOnlySpan<float> Hs;
        public float Mu;
        public float Rate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> p = Ps.Slice(i, TVector.Count);
            TVector rate = TVector.Create(Rate) / (TVector.Create(Mu) + TVector.Load(Hs.Slice(i, TVector.Count)));
            TVector.FusedMultiplyAdd(rate, TVector.Load(Gs.Slice(i, TVector.Count)), TVector.Load(p)).Store(p);
        }
    }
}
