using System.ComponentModel;

namespace LeNet.Runtime.Registers;

/// <summary>A few vectors side by side: accumulators, or the operands that stay in registers while others pass.</summary>
/// <remarks>Places in memory are references, and whoever calls has seen to it that what is read or written lies within a span.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStrip<TSelf, TVector>
    where TSelf : struct, IStrip<TSelf, TVector>
    where TVector : struct
{
    /// <summary>Vectors of the strip.</summary>
    static abstract int Count { get; }

    /// <summary>Floats of a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vectors from memory, each a stride from the one before.</summary>
    static abstract TSelf Load(ref readonly float source, int stride);

    /// <summary>Vectors of one value each, the values a stride apart.</summary>
    static abstract TSelf Broadcast(ref readonly float source, int stride);

    /// <summary>A vector whose lanes are all one value.</summary>
    static abstract TVector Create(float value);

    /// <summary>The vector that begins at a place in memory.</summary>
    static abstract TVector Load(ref readonly float source);

    /// <summary>Each vector += the one of the other strip.</summary>
    void Accumulate(in TSelf other);

    /// <summary>Each vector += what stays at its place · what passes.</summary>
    void MultiplyAdd(in TSelf kept, TVector passing);

    /// <summary>Writes the vectors, each a stride from the one before.</summary>
    void Store(ref float target, int stride);

    /// <summary>Writes the activation of every vector.</summary>
    void Store<TActivation>(ref float target, int stride)
        where TActivation : struct, IActivation<TVector>;

    /// <summary>Writes every vector times a derivative.</summary>
    void Store<TDerivative>(ref float target, int stride, ref readonly float values, int valueStride)
        where TDerivative : struct, IDerivative<TVector>;
}
