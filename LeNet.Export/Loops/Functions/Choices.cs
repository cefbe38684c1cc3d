using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Functions;

/// <summary>Functions that choose among values.</summary>
internal static class Choices
{
    private static readonly Variable X = new("x", Scalar.Float);
    private static readonly Variable Limit = new("limit", Scalar.Float);
    private static readonly Variable Slope = new("slope", Scalar.Float);
    private static readonly Variable Best = new("best", Scalar.Float);

    /// <summary>|x|.</summary>
    public static readonly LoopFunction Magnitude = LoopFunction.Of("Magnitude", "|x|", static (code, x) => code.Return(Select(x < 0f, 0f - x, x)));

    /// <summary>The lesser of two.</summary>
    public static readonly LoopFunction AtMost = LoopFunction.Of("AtMost", "the lesser of x and a limit", [X, Limit], static code => code.Return(Select(Limit < X, Limit, X)));

    /// <summary>The greater of two, as pools take it.</summary>
    public static readonly LoopFunction Greater = LoopFunction.Of(
        "Greater", "the greater of two; the first of equal ones; a value that is not a number wins", [Best, X], static code => code.Return(Select((X > Best) | new IsNotANumber(X), X, Best)));

    /// <summary>max(0, x).</summary>
    public static readonly LoopFunction Relu = LoopFunction.Of("Relu", "max(0, x); not a number stays so", static (code, x) => code.Return(Select(x < 0f, 0f, x)));

    /// <summary>x or slope · x.</summary>
    public static readonly LoopFunction LeakyRelu = LoopFunction.Of(
        "LeakyRelu", "x where it is positive, else slope · x", [X, Slope], static code => code.Return(Select(X > 0f, X, X * Slope)));

    /// <summary>x within reason.</summary>
    public static readonly LoopFunction NotBelow = LoopFunction.Of(
        "NotBelow", "x, but not below where its function is 0: −∞ · 0 would be no number", static (code, x) => code.Return(Select(x < -100f, -100f, x)));
}
