using System.Globalization;

namespace LeNet.Export.Loops.Printing;

/// <summary>Writes expressions, with the fewest parentheses that keep their order.</summary>
internal abstract class ExpressionPrinter
{
    private const int Primary = 9;
    private const int Unary = 8;
    private const int Product = 7;
    private const int Lowest = 0;

    /// <summary>Whether each operation on floats is told to round, since the language computes in something wider.</summary>
    protected virtual bool RoundsExplicitly => false;

    /// <summary>An expression that stands alone.</summary>
    protected string Top(Expression expression) => Write(expression, Lowest);

    /// <summary>An expression that is added to something.</summary>
    protected string Term(Expression expression) => Write(expression, Product);

    /// <summary>A variable's name.</summary>
    protected virtual string Name(Variable variable) => variable.Name;

    /// <summary>A function's name.</summary>
    protected abstract string Name(LoopFunction function);

    /// <summary>An element of an array.</summary>
    protected abstract string Element(LoopArray array, Expression index);

    /// <summary>A float that is read as the same bits.</summary>
    protected abstract string Literal(float value);

    /// <summary>a · b + c, rounded once.</summary>
    protected abstract string FusedMultiplyAdd(string a, string b, string c);

    /// <summary>The lesser or greater of two whole numbers.</summary>
    protected abstract string Extreme(bool isGreater, string left, string right);

    /// <summary>√x.</summary>
    protected abstract string SquareRoot(string value);

    /// <summary>Whether x is not a number; x is a name or an element.</summary>
    protected abstract string IsNotANumber(string value);

    /// <summary>2ⁿ of 1.5 · 2²³ + n.</summary>
    protected abstract string PowerOfTwo(string shifted);

    /// <summary>A whole number, written as a unary operand, as a float; null where it becomes one by itself.</summary>
    protected virtual string? ToFloat(string value) => null;

    /// <summary>The quotient of whole numbers, which is neither negative nor has a rest that matters; null where the plain operator is right.</summary>
    protected virtual string? IntegerQuotient(string left, string right) => null;

    /// <summary>An operation on floats, told to round.</summary>
    protected virtual string Rounded(string operation) => operation;

    /// <summary>An operation whose result goes where it is rounded anyway.</summary>
    protected string Unrounded(Expression expression) =>
        expression is Binary { Type: Scalar.Float } binary ? Operation(binary, out _) : Top(expression);

    private static int Precedence(Operator op) => op switch
    {
        Operator.Or => 1,
        Operator.And => 2,
        Operator.Less or Operator.Greater or Operator.NotLess => 4,
        Operator.ShiftRight => 5,
        Operator.Add or Operator.Subtract => 6,
        _ => Product,
    };

    private static string Symbol(Operator op) => op switch
    {
        Operator.Add => "+",
        Operator.Subtract => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Remainder => "%",
        Operator.ShiftRight => ">>",
        Operator.Less => "<",
        Operator.Greater => ">",
        Operator.NotLess => ">=",
        Operator.And => "&&",
        _ => "||",
    };

    private string Write(Expression expression, int least)
    {
        (string text, int precedence) = Write(expression);
        return precedence < least ? $"({text})" : text;
    }

    private (string Text, int Precedence) Write(Expression expression)
    {
        switch (expression)
        {
            case IntegerLiteral literal:
                return (literal.Value.ToString(CultureInfo.InvariantCulture), literal.Value < 0 ? Unary : Primary);
            case FloatLiteral literal:
                return (Literal(literal.Value), float.IsNegative(literal.Value) ? Unary : Primary);
            case NegativeInfinity:
                return (Literal(float.NegativeInfinity), Unary);
            case Variable variable:
                return (Name(variable), Primary);
            case Load load:
                return (Element(load.Array, load.Index), Primary);
            case Negative negative:
                return ($"-{Write(negative.Value, Unary)}", Unary);
            case Binary binary:
                string operation = Operation(binary, out int precedence);
                return binary.Type == Scalar.Float && RoundsExplicitly ? (Rounded(operation), Unary) : (operation, precedence);
            case FusedMultiplyAdd fma:
                return (FusedMultiplyAdd(Top(fma.A), Top(fma.B), Top(fma.C)), Primary);
            case Selection selection:
                return ($"{Write(selection.Condition, 1)} ? {Write(selection.Then, 1)} : {Write(selection.Otherwise, 1)}", Lowest);
            case Extreme extreme:
                return (Extreme(extreme.IsGreater, Top(extreme.Left), Top(extreme.Right)), Primary);
            case ToFloat conversion:
                return ToFloat(Write(conversion.Value, Unary)) is { } text ? (text, Unary) : Write(conversion.Value);
            case SquareRoot root:
                return (SquareRoot(Top(root.Value)), Unary);
            case IsNotANumber test:
                return (IsNotANumber(Write(test.Value, Primary)), 3);
            case PowerOfTwo power:
                return (PowerOfTwo(Top(power.Shifted)), Primary);
            case Call call:
                return ($"{Name(call.Function)}({string.Join(", ", call.Arguments.Select(Top))})", Primary);
            default:
                throw new NotSupportedException($"No printer writes {expression.GetType().Name}.");
        }
    }

    private string Operation(Binary binary, out int precedence)
    {
        if (binary is { Operator: Operator.Divide, Type: Scalar.Integer } && IntegerQuotient(Write(binary.Left, Product), Write(binary.Right, Unary)) is { } quotient)
        {
            precedence = Primary;
            return quotient;
        }

        precedence = Precedence(binary.Operator);

        // Whole numbers may be added in any order, floats in the one order that is written.
        bool isAssociative = binary is { Operator: Operator.And or Operator.Or } or { Operator: Operator.Add, Type: Scalar.Integer };
        return $"{Write(binary.Left, precedence)} {Symbol(binary.Operator)} {Write(binary.Right, isAssociative ? precedence : precedence + 1)}";
    }
}
