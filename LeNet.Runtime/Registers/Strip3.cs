using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>Three vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Strip3<TWidth, TVector> : IStrip<Strip3<TWidth, TVector>, TVector>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _0, _1, _2;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
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
    public static Strip3<TWidth, TVector> Load(ref readonly float source, int stride)
    {
        SkipInit(out Strip3<TWidth, TVector> strip);
        strip._0 = TWidth.Load(in source);
        strip._1 = TWidth.Load(in Add(ref AsRef(in source), stride));
        strip._2 = TWidth.Load(in Add(ref AsRef(in source), 2 * stride));
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip3<TWidth, TVector> Broadcast(ref readonly float source, int stride)
    {
        SkipInit(out Strip3<TWidth, TVector> strip);
        strip._0 = TWidth.Create(source);
        strip._1 = TWidth.Create(Add(ref AsRef(in source), stride));
        strip._2 = TWidth.Create(Add(ref AsRef(in source), 2 * stride));
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(in Strip3<TWidth, TVector> other)
    {
        TWidth.Add(ref _0, other._0);
        TWidth.Add(ref _1, other._1);
        TWidth.Add(ref _2, other._2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(in Strip3<TWidth, TVector> kept, TVector passing)
    {
        TWidth.MultiplyAdd(ref _0, in kept._0, passing);
        TWidth.MultiplyAdd(ref _1, in kept._1, passing);
        TWidth.MultiplyAdd(ref _2, in kept._2, passing);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride)
    {
        TWidth.Store(_0, ref target);
        TWidth.Store(_1, ref Add(ref target, stride));
        TWidth.Store(_2, ref Add(ref target, 2 * stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride)
        where TActivation : struct, IActivation<TVector>
    {
        TWidth.Store(TActivation.Apply(_0), ref target);
        TWidth.Store(TActivation.Apply(_1), ref Add(ref target, stride));
        TWidth.Store(TActivation.Apply(_2), ref Add(ref target, 2 * stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, ref readonly float values, int valueStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        TWidth.Store(TDerivative.Apply(TWidth.Load(in values), _0), ref target);
        TWidth.Store(TDerivative.Apply(TWidth.Load(in Add(ref AsRef(in values), valueStride)), _1), ref Add(ref target, stride));
        TWidth.Store(TDerivative.Apply(TWidth.Load(in Add(ref AsRef(in values), 2 * valueStride)), _2), ref Add(ref target, 2 * stride));
    }
}
