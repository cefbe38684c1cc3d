using System.ComponentModel;

namespace LeNet.Runtime.Registers;

/// <summary>Strips of accumulators, one for each operand that passes.</summary>
/// <remarks>Places in memory are references, and whoever calls has seen to it that what is read or written lies within a span.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStrips<TStrip, TVector>
    where TStrip : struct, IStrip<TStrip, TVector>
    where TVector : struct
{
    /// <summary>Strips.</summary>
    static abstract int Count { get; }

    /// <summary>Every strip begins alike.</summary>
    void Fill(in TStrip strip);

    /// <summary>The vectors of each strip begin with one value, the strips' values a stride apart.</summary>
    void Broadcast(ref readonly float values, int stride);

    /// <summary>Vectors from memory.</summary>
    void Load(ref readonly float source, int stride, int vectorStride);

    /// <summary>Adds vectors from memory.</summary>
    void Accumulate(ref readonly float source, int stride, int vectorStride);

    /// <summary>A scalar for each strip passes.</summary>
    void PassScalars(in TStrip kept, ref readonly float scalars, int stride);

    /// <summary>A vector for each strip passes.</summary>
    void PassVectors(in TStrip kept, ref readonly float vectors, int stride);

    /// <summary>A vector for each of some strips passes.</summary>
    /// <param name="kept">What stays.</param>
    /// <param name="vectors">The vector of the first of these strips.</param>
    /// <param name="stride">From one vector to the next.</param>
    /// <param name="first">The first strip, which may lie before this part of them.</param>
    /// <param name="count">How many.</param>
    void PassSome(in TStrip kept, ref readonly float vectors, int stride, int first, int count);

    /// <summary>One vector passes some strips and meets one of others at each, in the opposite order.</summary>
    /// <param name="others">What stays, such as weights.</param>
    /// <param name="last">The one that the last of these strips meets.</param>
    /// <param name="step">From one to that of the strip before.</param>
    /// <param name="passing">The vector.</param>
    /// <param name="first">The first strip, which may lie before this part of them.</param>
    /// <param name="count">How many.</param>
    void Meet<TOthers>(in TOthers others, int last, int step, TVector passing, int first, int count)
        where TOthers : struct, IStrips<TStrip, TVector>;

    /// <summary>A strip.</summary>
    TStrip At(int index);

    /// <summary>Writes the vectors.</summary>
    void Store(ref float target, int stride, int vectorStride);

    /// <summary>Writes the activation of every vector.</summary>
    void Store<TActivation>(ref float target, int stride, int vectorStride)
        where TActivation : struct, IActivation<TVector>;

    /// <summary>Writes every vector times a derivative.</summary>
    void Store<TDerivative>(ref float target, int stride, int vectorStride, ref readonly float values, int valueStride, int valueVectorStride)
        where TDerivative : struct, IDerivative<TVector>;
}
