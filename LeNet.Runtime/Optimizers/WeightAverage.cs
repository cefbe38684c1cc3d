using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary>
/// An exponential moving average of the parameters: e ← d e + (1 − d) p after each update, where e is p at first, as
/// <c>torch.optim.swa_utils.get_ema_multi_avg_fn</c> has it.
/// </summary>
internal sealed class WeightAverage(NetworkDescription network, double decay)
{
    private readonly AlignedBuffer _values = LargeMemory.Allocate(
        $"The weights' average of the network {network.Name}", (long)network.ParameterFloats * sizeof(float), () => new AlignedBuffer(network.ParameterFloats));

    private readonly float _share = (float)(1 - decay);
    private bool _begins;

    /// <summary>The average, as the parameters lie; the parameters themselves while it is in their place.</summary>
    public AlignedBuffer Buffer => _values;

    /// <summary>Whether the average is in the parameters' place, and they in its.</summary>
    public bool IsInPlace { get; private set; }

    /// <summary>Begins an update.</summary>
    /// <param name="step">The update, from 1.</param>
    public void Begin(long step) => _begins = step == 1;

    /// <summary>Takes updated parameters in.</summary>
    public void Add(ReadOnlySpan<float> parameters, int offset, int count)
    {
        if (_begins)
        {
            parameters.Slice(offset, count).CopyTo(_values.Span.Slice(offset, count));
            return;
        }

        var update = new Mix { Ps = parameters.Slice(offset, count), Es = _values.Span.Slice(offset, count), Share = _share };
        VectorLoop.Run(ref update, count);
    }

    /// <summary>Exchanges parameters and average. What is not trained, as running statistics, is not averaged and stays.</summary>
    public void Exchange(Network network)
    {
        using ParameterAccess.Changing change = network.Access.Change();
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            if (parameter.IsTrainable)
            {
                Exchange(network.Parameters.Slice(parameter.Offset, parameter.Count), _values.Span.Slice(parameter.Offset, parameter.Count));
            }
        }

        IsInPlace = !IsInPlace;
        network.ParametersChanged();
    }

    private static void Exchange(Span<float> a, Span<float> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }

    private ref struct Mix : IElementwiseUpdate
    {
        public ReadOnlySpan<float> Ps;
        public Span<float> Es;
        public float Share;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> es = Es.Slice(i, TVector.Count);
            TVector e = TVector.Load(es);
            TVector.FusedMultiplyAdd(TVector.Create(Share), TVector.Load(Ps.Slice(i, TVector.Count)) - e, e).Store(es);
        }
    }
}
