using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>Two vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Strip2<TWidth, TVector> : IStrip<Strip2<TWidth, TVector>, TVector>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _0, _1;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
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
    public static Strip2<TWidth, TVector> Load(ref readonly float source, int stride)
    {
        SkipInit(out Strip2<TWidth, TVector> strip);
        strip._0 = TWidth.Load(in source);
        strip._1 = TWidth.Load(in Add(ref AsRef(in source), stride));
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Strip2<TWidth, TVector> Broadcast(ref readonly float source, int stride)
    {
        SkipInit(out Strip2<TWidth, TVector> strip);
        strip._0 = TWidth.Create(source);
        strip._1 = TWidth.Create(Add(ref AsRef(in source), stride));
        return strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(in Strip2<TWidth, TVector> other)
    {
        TWidth.Add(ref _0, other._0);
        TWidth.Add(ref _1, other._1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(in Strip2<TWidth, TVector> kept, TVector passing)
    {
        TWidth.MultiplyAdd(ref _0, in kept._0, passing);
        TWidth.MultiplyAdd(ref _1, in kept._1, passing);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride)
    {
        TWidth.Store(_0, ref target);
        TWidth.Store(_1, ref Add(ref target, stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride)
        where TActivation : struct, IActivation<TVector>
    {
        TWidth.Store(TActivation.Apply(_0), ref target);
        TWidth.Store(TActivation.Apply(_1), ref Add(ref target, stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, ref readonly float values, int valueStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        TWidth.Store(TDerivative.Apply(TWidth.Load(in values), _0), ref target);
        TWidth.Store(TDerivative.Apply(TWidth.Load(in Add(ref AsRef(in values), valueStride)), _1), ref Add(ref target, stride));
    }
}
