namespace LeNet.Export.Loops;

/// <summary>Walks over trees of statements and expressions.</summary>
internal static class LoopWalk
{
    /// <summary>Every expression, those within others too.</summary>
    public static IEnumerable<Expression> Expressions(IEnumerable<Statement> body) => Statements(body).SelectMany(Of).SelectMany(All);

    private static IEnumerable<Statement> Statements(IEnumerable<Statement> body) => body.SelectMany(statement => Statements(statement switch
    {
        Loop loop => loop.Body,
        Conditional conditional => conditional.Body,
        _ => [],
    }).Prepend(statement));

    private static IEnumerable<Expression> Of(Statement statement) => statement switch
    {
        Loop loop => [loop.From, loop.End],
        Declaration declaration => [declaration.Value],
        ViewDeclaration view => [view.Offset],
        Assignment assignment => [assignment.Value],
        Store store => [store.Index, store.Value],
        Conditional conditional => [conditional.Condition],
        Return value => [value.Value],
        _ => [],
    };

    private static IEnumerable<Expression> All(Expression expression) => Parts(expression).SelectMany(All).Prepend(expression);

    private static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        Load load => [load.Index],
        Binary binary => [binary.Left, binary.Right],
        Negative negative => [negative.Value],
        FusedMultiplyAdd fma => [fma.A, fma.B, fma.C],
        Selection selection => [selection.Condition, selection.Then, selection.Otherwise],
        Extreme extreme => [extreme.Left, extreme.Right],
        ToFloat conversion => [conversion.Value],
        SquareRoot root => [root.Value],
        IsNotANumber test => [test.Value],
        PowerOfTwo power => [power.Shifted],
        Call call => call.Arguments,
        _ => [],
    };
}
