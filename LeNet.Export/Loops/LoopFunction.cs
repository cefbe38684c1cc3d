namespace LeNet.Export.Loops;

/// <summary>A function of numbers, or of arrays.</summary>
/// <param name="Name">Its name, in Pascal case.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Arrays">The arrays that it is given, first.</param>
/// <param name="Parameters">The numbers that it is given.</param>
/// <param name="Body">What it does.</param>
internal sealed record LoopFunction(
    string Name,
    string Summary,
    Scalar Returns,
    IReadOnlyList<ArrayParameter> Arrays,
    IReadOnlyList<Variable> Parameters,
    IReadOnlyList<Statement> Body)
{
    /// <summary>A function of one float.</summary>
    public static LoopFunction Of(string name, string summary, Action<LoopBuilder, Variable> write)
    {
        var x = new Variable("x", Scalar.Float);
        return Of(name, summary, [x], code => write(code, x));
    }

    /// <summary>A function of floats.</summary>
    public static LoopFunction Of(string name, string summary, IReadOnlyList<Variable> parameters, Action<LoopBuilder> write)
    {
        var code = new LoopBuilder();
        write(code);
        return new LoopFunction(name, summary, Scalar.Float, [], parameters, code.Statements);
    }

    /// <summary>Its value.</summary>
    public Expression At(params Expression[] arguments) => new Call(this, arguments);

    public override string ToString() => Name;
}
