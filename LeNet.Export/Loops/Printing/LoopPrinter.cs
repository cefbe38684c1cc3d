using System.Globalization;
using LeNet.Generator.Emission;

namespace LeNet.Export.Loops.Printing;

/// <summary>Writes statements in a language whose statements look like C's; what differs is the language's own to say.</summary>
/// <param name="code">Where they go.</param>
internal abstract class LoopPrinter(CodeWriter code) : ExpressionPrinter
{
    /// <summary>Where statements go.</summary>
    protected CodeWriter Code => code;

    /// <summary>Writes statements; after a block, a line is left empty.</summary>
    public void Write(IReadOnlyList<Statement> body)
    {
        bool afterBlock = false;
        foreach (Statement statement in body)
        {
            if (afterBlock)
            {
                code.Line();
            }

            Write(statement);
            afterBlock = statement is Loop or Conditional;
        }
    }

    /// <summary>A variable's declaration, up to its value: "float x".</summary>
    protected abstract string Declared(Variable variable, bool isConstant);

    /// <summary>A view's declaration: a line.</summary>
    protected abstract string Declared(ArrayView view, Expression offset);

    /// <summary>A value as an element of an array takes it.</summary>
    protected virtual string Stored(LoopArray array, Expression value) => Top(value);

    /// <summary>A comment of a line.</summary>
    protected virtual string Comment(string text) => $"// {text}";

    /// <summary>Where a loop over all of an array ends.</summary>
    protected virtual string End(LoopArray over) => over.Length.ToString(CultureInfo.InvariantCulture);

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Loop loop:
                string name = Name(loop.Variable);
                string end = loop.Over is { } over ? End(over) : Top(loop.End);
                using (code.Block($"for ({Declared(loop.Variable, isConstant: false)} = {Top(loop.From)}; {name} < {end}; {name}++)"))
                {
                    Write(loop.Body);
                }

                break;
            case Conditional conditional:
                using (code.Block($"if ({Top(conditional.Condition)})"))
                {
                    Write(conditional.Body);
                }

                break;
            case Declaration declaration:
                string note = declaration.Note is { } text ? " " + Comment(text) : "";
                code.Line($"{Declared(declaration.Variable, declaration.IsConstant)} = {Top(declaration.Value)};{note}");
                break;
            case ViewDeclaration view:
                code.Line(Declared(view.View, view.Offset));
                break;
            case Assignment { Value: Binary { Operator: Operator.Add, Left: Variable target } sum } assignment when target == assignment.Variable && AddsInPlace(sum):
                code.Line(sum.Right is IntegerLiteral { Value: 1 } ? $"{Name(target)}++;" : $"{Name(target)} += {Top(sum.Right)};");
                break;
            case Assignment assignment:
                code.Line($"{Name(assignment.Variable)} = {Top(assignment.Value)};");
                break;
            case Store store:
                code.Line($"{Element(store.Array, store.Index)} = {Stored(store.Array, store.Value)};");
                break;
            case Remark remark:
                code.Line(Comment(remark.Text));
                break;
            case Return value:
                code.Line($"return {Top(value.Value)};");
                break;
            default:
                throw new NotSupportedException($"No printer writes {statement.GetType().Name}.");
        }
    }

    /// <summary>Whether a sum may be written as +=, which leaves no place to round it.</summary>
    private bool AddsInPlace(Binary sum) => sum.Type == Scalar.Integer || !RoundsExplicitly;
}
