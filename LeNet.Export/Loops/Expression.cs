namespace LeNet.Export.Loops;

/// <summary>What a value is.</summary>
internal enum Scalar
{
    /// <summary>A whole number of 32 bits; bytes become one when they are read.</summary>
    Integer,

    /// <summary>An IEEE 754 number of 32 bits.</summary>
    Float,

    /// <summary>True or false.</summary>
    Truth,
}

/// <summary>The operators that take two values.</summary>
internal enum Operator
{
    Add,
    Subtract,
    Multiply,

    /// <summary>Of whole numbers: without the rest, towards 0.</summary>
    Divide,
    Remainder,
    ShiftRight,
    Less,
    Greater,
    NotLess,
    And,
    Or,
}

/// <summary>
/// A value in the common form of scalar code, which the printers write in their languages. Each operation on floats rounds once, to a float;
/// nothing may be contracted or reordered. What is done with whole numbers is folded where it is constant.
/// </summary>
internal abstract record Expression
{
    /// <summary>What it is.</summary>
    public abstract Scalar Type { get; }

    public static implicit operator Expression(int value) => new IntegerLiteral(value);

    public static implicit operator Expression(float value) => new FloatLiteral(value);

    public static Expression operator +(Expression left, Expression right) => (left, right) switch
    {
        (IntegerLiteral a, IntegerLiteral b) => a.Value + b.Value,
        (IntegerLiteral { Value: 0 }, _) => right,
        (_, IntegerLiteral { Value: 0 }) => left,
        (_, IntegerLiteral { Value: < 0 } negative) => new Binary(Operator.Subtract, left, -negative.Value),
        _ => new Binary(Operator.Add, left, right),
    };

    public static Expression operator -(Expression left, Expression right) => (left, right) switch
    {
        (IntegerLiteral a, IntegerLiteral b) => a.Value - b.Value,
        (_, IntegerLiteral { Value: 0 }) => left,
        _ => new Binary(Operator.Subtract, left, right),
    };

    public static Expression operator *(Expression left, Expression right) => (left, right) switch
    {
        (IntegerLiteral a, IntegerLiteral b) => a.Value * b.Value,
        (IntegerLiteral { Value: 0 }, _) or (_, IntegerLiteral { Value: 0 }) => 0,
        (IntegerLiteral { Value: 1 }, _) => right,
        (_, IntegerLiteral { Value: 1 }) => left,
        _ => new Binary(Operator.Multiply, left, right),
    };

    public static Expression operator /(Expression left, Expression right) =>
        right is IntegerLiteral { Value: 1 } ? left : new Binary(Operator.Divide, left, right);

    public static Expression operator %(Expression left, Expression right) => new Binary(Operator.Remainder, left, right);

    public static Expression operator >>(Expression left, int bits) => new Binary(Operator.ShiftRight, left, bits);

    public static Expression operator <(Expression left, Expression right) => new Binary(Operator.Less, left, right);

    public static Expression operator >(Expression left, Expression right) => new Binary(Operator.Greater, left, right);

    public static Expression operator &(Expression left, Expression right) => new Binary(Operator.And, left, right);

    public static Expression operator |(Expression left, Expression right) => new Binary(Operator.Or, left, right);

    public static Expression operator -(Expression value) => new Negative(value);

    /// <summary>left ≥ right.</summary>
    public static Expression NotLess(Expression left, Expression right) => new Binary(Operator.NotLess, left, right);

    /// <summary>a · b + c, rounded once.</summary>
    public static Expression Fma(Expression a, Expression b, Expression c) => new FusedMultiplyAdd(a, b, c);

    /// <summary>One value or the other.</summary>
    public static Expression Select(Expression condition, Expression then, Expression otherwise) => new Selection(condition, then, otherwise);
}

/// <summary>A constant whole number.</summary>
internal sealed record IntegerLiteral(int Value) : Expression
{
    public override Scalar Type => Scalar.Integer;
}

/// <summary>A constant float.</summary>
internal sealed record FloatLiteral(float Value) : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>A variable: of a loop, a local one, or a parameter.</summary>
internal sealed record Variable(string Name, Scalar Of) : Expression
{
    public override Scalar Type => Of;
}

/// <summary>An element of an array.</summary>
internal sealed record Load(LoopArray Array, Expression Index) : Expression
{
    public override Scalar Type => Array.Element == ElementType.Float ? Scalar.Float : Scalar.Integer;
}

/// <summary>Two values and an operator.</summary>
internal sealed record Binary(Operator Operator, Expression Left, Expression Right) : Expression
{
    public override Scalar Type => Operator switch
    {
        Operator.Less or Operator.Greater or Operator.NotLess or Operator.And or Operator.Or => Scalar.Truth,
        _ => Left.Type,
    };
}

/// <summary>−x.</summary>
internal sealed record Negative(Expression Value) : Expression
{
    public override Scalar Type => Value.Type;
}

/// <summary>a · b + c, rounded once.</summary>
internal sealed record FusedMultiplyAdd(Expression A, Expression B, Expression C) : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>One value or the other.</summary>
internal sealed record Selection(Expression Condition, Expression Then, Expression Otherwise) : Expression
{
    public override Scalar Type => Then.Type;
}

/// <summary>The lesser, or the greater, of two whole numbers.</summary>
internal sealed record Extreme(bool IsGreater, Expression Left, Expression Right) : Expression
{
    public override Scalar Type => Scalar.Integer;
}

/// <summary>A whole number as the nearest float.</summary>
internal sealed record ToFloat(Expression Value) : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>√x, rounded to the nearest.</summary>
internal sealed record SquareRoot(Expression Value) : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>Whether a float is not a number.</summary>
internal sealed record IsNotANumber(Expression Value) : Expression
{
    public override Scalar Type => Scalar.Truth;
}

/// <summary>2ⁿ of the float 1.5 · 2²³ + n, whose low bits are n; for n from −126 to 127. Of what is not a number, any value.</summary>
internal sealed record PowerOfTwo(Expression Shifted) : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>−∞.</summary>
internal sealed record NegativeInfinity : Expression
{
    public override Scalar Type => Scalar.Float;
}

/// <summary>The value of a function.</summary>
internal sealed record Call(LoopFunction Function, IReadOnlyList<Expression> Arguments) : Expression
{
    public override Scalar Type => Function.Returns;
}
