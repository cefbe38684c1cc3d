namespace LeNet.Export.Loops;

/// <summary>Puts statements together, block in block.</summary>
internal sealed class LoopBuilder
{
    private readonly Stack<List<Statement>> _open = new([[]]);

    /// <summary>What was written.</summary>
    public IReadOnlyList<Statement> Statements => [.. _open.Single()];

    /// <summary>A local variable that keeps its value.</summary>
    public Variable Let(string name, Expression value, string? note = null) => Declare(name, value, isConstant: true, note);

    /// <summary>A local variable that gets other values.</summary>
    public Variable Var(string name, Expression value) => Declare(name, value, isConstant: false, null);

    /// <summary>A name for a part of an array.</summary>
    public ArrayView View(string name, LoopArray array, Expression offset, int length)
    {
        var view = new ArrayView(name, array, length);
        Add(new ViewDeclaration(view, offset));
        return view;
    }

    /// <summary>variable = value.</summary>
    public void Set(Variable variable, Expression value) => Add(new Assignment(variable, value));

    /// <summary>array[index] = value.</summary>
    public void Store(LoopArray array, Expression index, Expression value) => Add(new Store(array, index, value));

    /// <summary>A comment.</summary>
    public void Remark(string text) => Add(new Remark(text));

    /// <summary>The value of the function.</summary>
    public void Return(Expression value) => Add(new Return(value));

    /// <summary>A loop from 0 that ends when the result is disposed.</summary>
    public Scope For(string name, int count, out Variable variable) => For(name, 0, count, out variable);

    /// <summary>A loop over all of an array.</summary>
    public Scope For(string name, LoopArray over, out Variable variable)
    {
        var index = new Variable(name, Scalar.Integer);
        variable = index;
        return Begin(body => new Loop(index, 0, over.Length, over, body));
    }

    /// <summary>A loop from one number to before another.</summary>
    public Scope For(string name, Expression from, Expression end, out Variable variable)
    {
        var index = new Variable(name, Scalar.Integer);
        variable = index;
        return Begin(body => new Loop(index, from, end, null, body));
    }

    /// <summary>What is done if a condition holds; always, if there is none.</summary>
    public Scope If(Expression? condition) => condition is null ? default : Begin(body => new Conditional(condition, body));

    private Variable Declare(string name, Expression value, bool isConstant, string? note)
    {
        var variable = new Variable(name, value.Type);
        Add(new Declaration(variable, value, isConstant, note));
        return variable;
    }

    private void Add(Statement statement) => _open.Peek().Add(statement);

    private Scope Begin(Func<IReadOnlyList<Statement>, Statement> end)
    {
        _open.Push([]);
        return new Scope(this, end);
    }

    /// <summary>Ends a block when disposed; the default value ends nothing.</summary>
    internal readonly struct Scope(LoopBuilder code, Func<IReadOnlyList<Statement>, Statement> end) : IDisposable
    {
        public void Dispose()
        {
            if (end is not null)
            {
                List<Statement> body = code._open.Pop();
                code.Add(end(body));
            }
        }
    }
}
