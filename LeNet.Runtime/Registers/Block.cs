using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LeNet.Runtime.Registers;

/// <summary>
/// A block of accumulators that stays in registers while a kernel's inner loop runs: strips of vectors. In an outer product the
/// operands of one side stay too, one for each vector of a strip, and those of the other side pass, one for each strip.
/// </summary>
/// <remarks>
/// RyuJIT gives every field of such a struct a register if all that is called on it is inlined, and folds the sizes, which are
/// constants where they are written. Whatever a method reads or writes is checked against its spans first. Nothing is allocated.
/// </remarks>
/// <typeparam name="TStrips">The strips: Four, say, or a Join of some.</typeparam>
/// <typeparam name="TStrip">A strip of some width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Block<TStrips, TStrip, TVector>
    where TStrips : struct, IStrips<TStrip, TVector>
    where TStrip : struct, IStrip<TStrip, TVector>
    where TVector : struct
{
#pragma warning disable CS0649, IDE0044 // its own methods write it
    private TStrips _strips;
#pragma warning restore CS0649, IDE0044

    /// <summary>Each strip begins with a value of its own in all its vectors: biases of what passes.</summary>
    /// <param name="bias">[strips].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StartStrips(ReadOnlySpan<float> bias) =>
        _strips.Broadcast(in At(bias, 0, TStrips.Count), 1);

    /// <summary>All strips begin alike, each vector with a value of its own: biases of what stays.</summary>
    /// <param name="bias">[vectors of a strip].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StartVectors(ReadOnlySpan<float> bias) =>
        _strips.Fill(TStrip.Broadcast(in At(bias, 0, TStrip.Count), 1));

    /// <summary>Begins with what is in memory.</summary>
    /// <param name="source">Where the block lies.</param>
    /// <param name="stride">From one strip to the next.</param>
    /// <param name="vectorStride">From one vector of a strip to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ReadOnlySpan<float> source, int stride, int vectorStride) =>
        _strips.Load(in At(source, 0, Extent(stride, vectorStride)), stride, vectorStride);

    /// <summary>Adds what is in memory.</summary>
    /// <inheritdoc cref="Load"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<float> source, int stride, int vectorStride) =>
        _strips.Accumulate(in At(source, 0, Extent(stride, vectorStride)), stride, vectorStride);

    /// <summary>Adds an outer product: vectors stay, one for each of a strip, scalars pass, one for each strip.</summary>
    /// <param name="scalars">The scalars: the first at <paramref name="scalar"/>, each <paramref name="scalarStride"/> from the one before.</param>
    /// <param name="scalar">Where the first is.</param>
    /// <param name="scalarStride">From one to the next.</param>
    /// <param name="vectors">The vectors, likewise.</param>
    /// <param name="vector">Where the first is.</param>
    /// <param name="vectorStride">From one to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassScalars(ReadOnlySpan<float> scalars, int scalar, int scalarStride, ReadOnlySpan<float> vectors, int vector, int vectorStride) =>
        _strips.PassScalars(
            TStrip.Load(in At(vectors, vector, ((TStrip.Count - 1) * vectorStride) + TStrip.Lanes), vectorStride),
            in At(scalars, scalar, ((TStrips.Count - 1) * scalarStride) + 1),
            scalarStride);

    /// <summary>Adds an outer product: scalars stay, one for each vector of a strip, vectors pass, one for each strip.</summary>
    /// <inheritdoc cref="PassScalars"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassVectors(ReadOnlySpan<float> scalars, int scalar, int scalarStride, ReadOnlySpan<float> vectors, int vector, int vectorStride) =>
        _strips.PassVectors(
            TStrip.Broadcast(in At(scalars, scalar, ((TStrip.Count - 1) * scalarStride) + 1), scalarStride),
            in At(vectors, vector, ((TStrips.Count - 1) * vectorStride) + TStrip.Lanes),
            vectorStride);

    /// <summary>Adds the products of vectors lane by lane: some stay, one for each of a strip, others pass, one for each strip.</summary>
    /// <param name="passing">The vectors that pass.</param>
    /// <param name="first">Where the first of them is.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="kept">The vectors that stay.</param>
    /// <param name="firstKept">Where the first of them is.</param>
    /// <param name="keptStride">From one to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProducts(ReadOnlySpan<float> passing, int first, int stride, ReadOnlySpan<float> kept, int firstKept, int keptStride) =>
        _strips.PassVectors(
            TStrip.Load(in At(kept, firstKept, ((TStrip.Count - 1) * keptStride) + TStrip.Lanes), keptStride),
            in At(passing, first, ((TStrips.Count - 1) * stride) + TStrip.Lanes),
            stride);

    /// <summary>As the other PassVectors, for some of the strips: others have no part in it.</summary>
    /// <param name="scalars">The scalars that stay.</param>
    /// <param name="scalar">Where the first is.</param>
    /// <param name="scalarStride">From one to the next.</param>
    /// <param name="vectors">The vectors that pass.</param>
    /// <param name="vector">Where that of the first of these strips is.</param>
    /// <param name="vectorStride">From one to the next.</param>
    /// <param name="first">The first of these strips.</param>
    /// <param name="count">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PassVectors(
        ReadOnlySpan<float> scalars, int scalar, int scalarStride, ReadOnlySpan<float> vectors, int vector, int vectorStride, int first, int count) =>
        _strips.PassSome(
            TStrip.Broadcast(in At(scalars, scalar, ((TStrip.Count - 1) * scalarStride) + 1), scalarStride),
            in At(vectors, vector, ((count - 1) * vectorStride) + TStrip.Lanes),
            vectorStride,
            first,
            count);

    /// <summary>One scalar passes some strips and meets a weight at each: an input that takes part in several outputs.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="weights">Weights that stay in registers too, in the order opposite to that of the strips.</param>
    /// <param name="last">The weight that the last of these strips meets.</param>
    /// <param name="step">From one to that of the strip before.</param>
    /// <param name="first">The first of these strips.</param>
    /// <param name="count">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Meet<TWeights>(float scalar, in Block<TWeights, TStrip, TVector> weights, int last, int step, int first, int count)
        where TWeights : struct, IStrips<TStrip, TVector> =>
        _strips.Meet(in weights._strips, last, step, TStrip.Create(scalar), first, count);

    /// <summary>One vector passes some strips and meets a weight at each.</summary>
    /// <param name="vector">A span that begins with the vector.</param>
    /// <param name="weights">Weights that stay in registers too, in the order opposite to that of the strips.</param>
    /// <param name="last">The weight that the last of these strips meets.</param>
    /// <param name="step">From one to that of the strip before.</param>
    /// <param name="first">The first of these strips.</param>
    /// <param name="count">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Meet<TWeights>(ReadOnlySpan<float> vector, in Block<TWeights, TStrip, TVector> weights, int last, int step, int first, int count)
        where TWeights : struct, IStrips<TStrip, TVector> =>
        _strips.Meet(in weights._strips, last, step, TStrip.Load(in At(vector, 0, TStrip.Lanes)), first, count);

    /// <summary>Writes the accumulators.</summary>
    /// <param name="target">Where they go.</param>
    /// <param name="stride">From one strip to the next.</param>
    /// <param name="vectorStride">From one vector of a strip to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> target, int stride, int vectorStride) =>
        _strips.Store(ref At(target, 0, Extent(stride, vectorStride)), stride, vectorStride);

    /// <summary>Writes the activation of every accumulator.</summary>
    /// <inheritdoc cref="Store(Span{float}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TActivation>(Span<float> target, int stride, int vectorStride)
        where TActivation : struct, IActivation<TVector> =>
        _strips.Store<TActivation>(ref At(target, 0, Extent(stride, vectorStride)), stride, vectorStride);

    /// <summary>Writes every accumulator times the derivative where the function's value is what is there before.</summary>
    /// <inheritdoc cref="Store(Span{float}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreGradient<TDerivative>(Span<float> target, int stride, int vectorStride)
        where TDerivative : struct, IDerivative<TVector> =>
        StoreGradient<TDerivative>(target, stride, vectorStride, target, stride, vectorStride);

    /// <summary>Writes every accumulator times the derivative where the function has a value.</summary>
    /// <param name="target">Where they go.</param>
    /// <param name="stride">From one strip to the next.</param>
    /// <param name="vectorStride">From one vector of a strip to the next.</param>
    /// <param name="values">The function's values.</param>
    /// <param name="valueStride">From one strip to the next among the values.</param>
    /// <param name="valueVectorStride">From one vector of a strip to the next among the values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreGradient<TDerivative>(
        Span<float> target, int stride, int vectorStride, ReadOnlySpan<float> values, int valueStride, int valueVectorStride)
        where TDerivative : struct, IDerivative<TVector> =>
        _strips.Store<TDerivative>(
            ref At(target, 0, Extent(stride, vectorStride)),
            stride,
            vectorStride,
            in At(values, 0, Extent(valueStride, valueVectorStride)),
            valueStride,
            valueVectorStride);

    /// <summary>Floats from the first of a block in memory to its last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Extent(int stride, int vectorStride) =>
        ((TStrips.Count - 1) * stride) + ((TStrip.Count - 1) * vectorStride) + TStrip.Lanes;

    /// <summary>A place in a span behind which there are so many floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly float At(ReadOnlySpan<float> span, int start, int length) =>
        ref MemoryMarshal.GetReference(span.Slice(start, length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float At(Span<float> span, int start, int length) =>
        ref MemoryMarshal.GetReference(span.Slice(start, length));
}
