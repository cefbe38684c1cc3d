namespace LeNet.Export.Loops;

/// <summary>A statement in the common form of scalar code.</summary>
internal abstract record Statement;

/// <summary>for (variable = from; variable &lt; end; variable++).</summary>
/// <param name="Variable">The variable.</param>
/// <param name="From">Its first value.</param>
/// <param name="End">One more than its last.</param>
/// <param name="Over">The array that it goes over from one end to the other, if it does: some compilers check less if they are told.</param>
/// <param name="Body">What is done.</param>
internal sealed record Loop(Variable Variable, Expression From, Expression End, LoopArray? Over, IReadOnlyList<Statement> Body) : Statement;

/// <summary>A local variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">Its first value.</param>
/// <param name="IsConstant">Whether it keeps it.</param>
/// <param name="Note">A comment, or null.</param>
internal sealed record Declaration(Variable Variable, Expression Value, bool IsConstant, string? Note) : Statement;

/// <summary>A name for a part of an array.</summary>
internal sealed record ViewDeclaration(ArrayView View, Expression Offset) : Statement;

/// <summary>A new value of a variable.</summary>
internal sealed record Assignment(Variable Variable, Expression Value) : Statement;

/// <summary>A new value of an element.</summary>
internal sealed record Store(LoopArray Array, Expression Index, Expression Value) : Statement;

/// <summary>What is done if a condition holds.</summary>
internal sealed record Conditional(Expression Condition, IReadOnlyList<Statement> Body) : Statement;

/// <summary>A comment.</summary>
internal sealed record Remark(string Text) : Statement;

/// <summary>The value of a function.</summary>
internal sealed record Return(Expression Value) : Statement;
