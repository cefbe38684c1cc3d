using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>One strip.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct One<TStrip, TVector> : IStrips<TStrip, TVector>
    where TStrip : struct, IStrip<TStrip, TVector>
    where TVector : struct
{
    private TStrip _0;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(in TStrip strip)
    {
        _0 = strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast(ref readonly float values, int stride)
    {
        _0 = TStrip.Broadcast(in values, 0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref readonly float source, int stride, int vectorStride)
    {
        _0 = TStrip.Load(in source, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref readonly float source, int stride, int vectorStride)
    {
        _0.Accumulate(TStrip.Load(in source, vectorStride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassScalars(in TStrip kept, ref readonly float scalars, int stride)
    {
        _0.MultiplyAdd(in kept, TStrip.Create(scalars));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassVectors(in TStrip kept, ref readonly float vectors, int stride)
    {
        _0.MultiplyAdd(in kept, TStrip.Load(in vectors));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassSome(in TStrip kept, ref readonly float vectors, int stride, int first, int count)
    {
        if ((uint)(0 - first) < (uint)count)
        {
            _0.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), (0 - first) * stride)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Meet<TOthers>(in TOthers others, int last, int step, TVector passing, int first, int count)
        where TOthers : struct, IStrips<TStrip, TVector>
    {
        if ((uint)(0 - first) < (uint)count)
        {
            _0.MultiplyAdd(others.At(last + ((count - 1 - (0 - first)) * step)), passing);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TStrip At(int index) => _0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride, int vectorStride)
    {
        _0.Store(ref target, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride, int vectorStride)
        where TActivation : struct, IActivation<TVector>
    {
        _0.Store<TActivation>(ref target, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, int vectorStride, ref readonly float values, int valueStride, int valueVectorStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        _0.Store<TDerivative>(ref target, vectorStride, in values, valueVectorStride);
    }
}
