namespace LeNet.Runtime;

/// <summary>A vector of some width, so that a formula is written once for all widths.</summary>
internal interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(ReadOnlySpan<float> values);

    void Store(Span<float> values);

    static abstract TSelf Create(float value);

    static abstract TSelf CreateBits(int value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a where condition holds lane by lane, else b. The condition is a mask of all or no bits.</summary>
    static abstract TSelf Select(TSelf condition, TSelf a, TSelf b);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>a where a &lt; b, else b: not a number if b is none.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>a where a &gt; b, else b: not a number if b is none.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf SquareRoot(TSelf a);

    /// <summary>Bits that both have.</summary>
    static abstract TSelf AndBits(TSelf a, TSelf b);

    /// <summary>Integer addition of the lanes' bits.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>Integer subtraction of the lanes' bits.</summary>
    static abstract TSelf FromBitDifference(TSelf a, TSelf b);

    /// <summary>Integer multiplication of the lanes' bits, the lower 32 bits of it.</summary>
    static abstract TSelf MultiplyBits(TSelf a, TSelf b);

    static abstract TSelf ShiftBitsLeft(TSelf a, int count);

    static abstract TSelf ShiftBitsRight(TSelf a, int count);

    /// <summary>The lanes' bits, read as integers, as floats.</summary>
    static abstract TSelf BitsToSingle(TSelf a);
}
