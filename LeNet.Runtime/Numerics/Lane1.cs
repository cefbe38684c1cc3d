using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary>One lane, for what is left over where wider vectors end.</summary>
internal readonly struct Lane1(float value) : IVector<Lane1>
{
    private readonly float _value = value;

    public static int Count => 1;

    private int Bits => BitConverter.SingleToInt32Bits(_value);

    public static Lane1 Load(ReadOnlySpan<float> values) => new(values[0]);

    public void Store(Span<float> values) => values[0] = _value;

    public static Lane1 Create(float value) => new(value);

    public static Lane1 CreateBits(int value) => new(BitConverter.Int32BitsToSingle(value));

    public static Lane1 operator +(Lane1 a, Lane1 b) => new(a._value + b._value);

    public static Lane1 operator -(Lane1 a, Lane1 b) => new(a._value - b._value);

    public static Lane1 operator *(Lane1 a, Lane1 b) => new(a._value * b._value);

    public static Lane1 operator /(Lane1 a, Lane1 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 FusedMultiplyAdd(Lane1 a, Lane1 b, Lane1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lane1 Select(Lane1 condition, Lane1 a, Lane1 b) => condition.Bits != 0 ? a : b;

    public static Lane1 LessThan(Lane1 a, Lane1 b) => CreateBits(a._value < b._value ? -1 : 0);

    public static Lane1 Min(Lane1 a, Lane1 b) => a._value < b._value ? a : b;

    public static Lane1 Max(Lane1 a, Lane1 b) => a._value > b._value ? a : b;

    public static Lane1 SquareRoot(Lane1 a) => new(MathF.Sqrt(a._value));

    public static Lane1 AndBits(Lane1 a, Lane1 b) => CreateBits(a.Bits & b.Bits);

    public static Lane1 AddBits(Lane1 a, Lane1 b) => CreateBits(a.Bits + b.Bits);

    public static Lane1 FromBitDifference(Lane1 a, Lane1 b) => CreateBits(a.Bits - b.Bits);

    public static Lane1 MultiplyBits(Lane1 a, Lane1 b) => CreateBits(a.Bits * b.Bits);

    public static Lane1 ShiftBitsLeft(Lane1 a, int count) => CreateBits(a.Bits << count);

    public static Lane1 ShiftBitsRight(Lane1 a, int count) => CreateBits(a.Bits >> count);

    public static Lane1 BitsToSingle(Lane1 a) => new(a.Bits);
}
