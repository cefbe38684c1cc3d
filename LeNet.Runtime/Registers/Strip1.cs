using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>One vector.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Strip1<TWidth, TVector> : IStrip<Strip1<TWidth, TVector>, TVector>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _0;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TWidth.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Create(float value) => TWidth.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref readonly float source) => TWidth.Load(in source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip1<TWidth, TVector> Load(ref readonly float source, int stride)
    {
        SkipInit(out Strip1<TWidth, TVector> strip);
        strip._0 = TWidth.Load(in source);
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip1<TWidth, TVector> Broadcast(ref readonly float source, int stride)
    {
        SkipInit(out Strip1<TWidth, TVector> strip);
        strip._0 = TWidth.Create(source);
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(in Strip1<TWidth, TVector> other)
    {
        TWidth.Add(ref _0, other._0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(in Strip1<TWidth, TVector> kept, TVector passing)
    {
        TWidth.MultiplyAdd(ref _0, in kept._0, passing);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride)
    {
        TWidth.Store(_0, ref target);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride)
        where TActivation : struct, IActivation<TVector>
    {
        TWidth.Store(TActivation.Apply(_0), ref target);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, ref readonly float values, int valueStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        TWidth.Store(TDerivative.Apply(TWidth.Load(in values), _0), ref target);
    }
}
