using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>Some strips and some more.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Join<TFirst, TSecond, TStrip, TVector> : IStrips<TStrip, TVector>
    where TFirst : struct, IStrips<TStrip, TVector>
    where TSecond : struct, IStrips<TStrip, TVector>
    where TStrip : struct, IStrip<TStrip, TVector>
    where TVector : struct
{
#pragma warning disable CS0649, IDE0044 // their own methods write them
    private TFirst _first;
    private TSecond _second;
#pragma warning restore CS0649, IDE0044

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFirst.Count + TSecond.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(in TStrip strip)
    {
        _first.Fill(in strip);
        _second.Fill(in strip);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast(ref readonly float values, int stride)
    {
        _first.Broadcast(in values, stride);
        _second.Broadcast(in Add(ref AsRef(in values), TFirst.Count * stride), stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref readonly float source, int stride, int vectorStride)
    {
        _first.Load(in source, stride, vectorStride);
        _second.Load(in Add(ref AsRef(in source), TFirst.Count * stride), stride, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref readonly float source, int stride, int vectorStride)
    {
        _first.Accumulate(in source, stride, vectorStride);
        _second.Accumulate(in Add(ref AsRef(in source), TFirst.Count * stride), stride, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassScalars(in TStrip kept, ref readonly float scalars, int stride)
    {
        _first.PassScalars(in kept, in scalars, stride);
        _second.PassScalars(in kept, in Add(ref AsRef(in scalars), TFirst.Count * stride), stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassVectors(in TStrip kept, ref readonly float vectors, int stride)
    {
        _first.PassVectors(in kept, in vectors, stride);
        _second.PassVectors(in kept, in Add(ref AsRef(in vectors), TFirst.Count * stride), stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassSome(in TStrip kept, ref readonly float vectors, int stride, int first, int count)
    {
        _first.PassSome(in kept, in vectors, stride, first, count);
        _second.PassSome(in kept, in vectors, stride, first - TFirst.Count, count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Meet<TOthers>(in TOthers others, int last, int step, TVector passing, int first, int count)
        where TOthers : struct, IStrips<TStrip, TVector>
    {
        _first.Meet(in others, last, step, passing, first, count);
        _second.Meet(in others, last, step, passing, first - TFirst.Count, count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TStrip At(int index) => index < TFirst.Count ? _first.At(index) : _second.At(index - TFirst.Count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride, int vectorStride)
    {
        _first.Store(ref target, stride, vectorStride);
        _second.Store(ref Add(ref target, TFirst.Count * stride), stride, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride, int vectorStride)
        where TActivation : struct, IActivation<TVector>
    {
        _first.Store<TActivation>(ref target, stride, vectorStride);
        _second.Store<TActivation>(ref Add(ref target, TFirst.Count * stride), stride, vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, int vectorStride, ref readonly float values, int valueStride, int valueVectorStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        _first.Store<TDerivative>(ref target, stride, vectorStride, in values, valueStride, valueVectorStride);
        _second.Store<TDerivative>(ref Add(ref target, TFirst.Count * stride), stride, vectorStride, in Add(ref AsRef(in values), TFirst.Count * valueStride), valueStride, valueVectorStride);
    }
}
