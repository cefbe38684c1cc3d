using System.ComponentModel;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.Unsafe;

namespace LeNet.Runtime.Registers;

/// <summary>Four strips.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Four<TStrip, TVector> : IStrips<TStrip, TVector>
    where TStrip : struct, IStrip<TStrip, TVector>
    where TVector : struct
{
    private TStrip _0, _1, _2, _3;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(in TStrip strip)
    {
        _0 = strip;
        _1 = strip;
        _2 = strip;
        _3 = strip;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast(ref readonly float values, int stride)
    {
        _0 = TStrip.Broadcast(in values, 0);
        _1 = TStrip.Broadcast(in Add(ref AsRef(in values), stride), 0);
        _2 = TStrip.Broadcast(in Add(ref AsRef(in values), 2 * stride), 0);
        _3 = TStrip.Broadcast(in Add(ref AsRef(in values), 3 * stride), 0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref readonly float source, int stride, int vectorStride)
    {
        _0 = TStrip.Load(in source, vectorStride);
        _1 = TStrip.Load(in Add(ref AsRef(in source), stride), vectorStride);
        _2 = TStrip.Load(in Add(ref AsRef(in source), 2 * stride), vectorStride);
        _3 = TStrip.Load(in Add(ref AsRef(in source), 3 * stride), vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref readonly float source, int stride, int vectorStride)
    {
        _0.Accumulate(TStrip.Load(in source, vectorStride));
        _1.Accumulate(TStrip.Load(in Add(ref AsRef(in source), stride), vectorStride));
        _2.Accumulate(TStrip.Load(in Add(ref AsRef(in source), 2 * stride), vectorStride));
        _3.Accumulate(TStrip.Load(in Add(ref AsRef(in source), 3 * stride), vectorStride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassScalars(in TStrip kept, ref readonly float scalars, int stride)
    {
        _0.MultiplyAdd(in kept, TStrip.Create(scalars));
        _1.MultiplyAdd(in kept, TStrip.Create(Add(ref AsRef(in scalars), stride)));
        _2.MultiplyAdd(in kept, TStrip.Create(Add(ref AsRef(in scalars), 2 * stride)));
        _3.MultiplyAdd(in kept, TStrip.Create(Add(ref AsRef(in scalars), 3 * stride)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassVectors(in TStrip kept, ref readonly float vectors, int stride)
    {
        _0.MultiplyAdd(in kept, TStrip.Load(in vectors));
        _1.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), stride)));
        _2.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), 2 * stride)));
        _3.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), 3 * stride)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassSome(in TStrip kept, ref readonly float vectors, int stride, int first, int count)
    {
        if ((uint)(0 - first) < (uint)count)
        {
            _0.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), (0 - first) * stride)));
        }

        if ((uint)(1 - first) < (uint)count)
        {
            _1.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), (1 - first) * stride)));
        }

        if ((uint)(2 - first) < (uint)count)
        {
            _2.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), (2 - first) * stride)));
        }

        if ((uint)(3 - first) < (uint)count)
        {
            _3.MultiplyAdd(in kept, TStrip.Load(in Add(ref AsRef(in vectors), (3 - first) * stride)));
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

        if ((uint)(1 - first) < (uint)count)
        {
            _1.MultiplyAdd(others.At(last + ((count - 1 - (1 - first)) * step)), passing);
        }

        if ((uint)(2 - first) < (uint)count)
        {
            _2.MultiplyAdd(others.At(last + ((count - 1 - (2 - first)) * step)), passing);
        }

        if ((uint)(3 - first) < (uint)count)
        {
            _3.MultiplyAdd(others.At(last + ((count - 1 - (3 - first)) * step)), passing);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TStrip At(int index) => index switch
    {
        0 => _0,
        1 => _1,
        2 => _2,
        _ => _3,
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float target, int stride, int vectorStride)
    {
        _0.Store(ref target, vectorStride);
        _1.Store(ref Add(ref target, stride), vectorStride);
        _2.Store(ref Add(ref target, 2 * stride), vectorStride);
        _3.Store(ref Add(ref target, 3 * stride), vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(ref float target, int stride, int vectorStride)
        where TActivation : struct, IActivation<TVector>
    {
        _0.Store<TActivation>(ref target, vectorStride);
        _1.Store<TActivation>(ref Add(ref target, stride), vectorStride);
        _2.Store<TActivation>(ref Add(ref target, 2 * stride), vectorStride);
        _3.Store<TActivation>(ref Add(ref target, 3 * stride), vectorStride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TDerivative>(ref float target, int stride, int vectorStride, ref readonly float values, int valueStride, int valueVectorStride)
        where TDerivative : struct, IDerivative<TVector>
    {
        _0.Store<TDerivative>(ref target, vectorStride, in values, valueVectorStride);
        _1.Store<TDerivative>(ref Add(ref target, stride), vectorStride, in Add(ref AsRef(in values), valueStride), valueVectorStride);
        _2.Store<TDerivative>(ref Add(ref target, 2 * stride), vectorStride, in Add(ref AsRef(in values), 2 * valueStride), valueVectorStride);
        _3.Store<TDerivative>(ref Add(ref target, 3 * stride), vectorStride, in Add(ref AsRef(in values), 3 * valueStride), valueVectorStride);
    }
}
