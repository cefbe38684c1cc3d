using System.ComponentModel;

namespace LeNet.Runtime.Registers;

/// <summary>The operations on vectors of one width that blocks of accumulators are made of.</summary>
/// <typeparam name="TVector">Vector512&lt;float&gt;, say.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVectorWidth<TVector>
    where TVector : struct
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The vector that begins at a place in memory.</summary>
    static abstract TVector Load(ref readonly float source);

    /// <summary>Writes the vector to a place in memory and what follows.</summary>
    static abstract void Store(TVector vector, ref float target);

    /// <summary>A vector whose lanes are all one value.</summary>
    static abstract TVector Create(float value);

    /// <summary>sum += a.</summary>
    /// <remarks>References to accumulators, as RyuJIT copies what is passed by value into variables of its own, of which it tracks 1,024.</remarks>
    static abstract void Add(ref TVector sum, TVector a);

    /// <summary>sum += a · b, rounded once.</summary>
    static abstract void MultiplyAdd(ref TVector sum, ref readonly TVector a, TVector b);
}
