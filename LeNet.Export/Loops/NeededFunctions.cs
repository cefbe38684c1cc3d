namespace LeNet.Export.Loops;

/// <summary>The functions that code calls, and those that they call.</summary>
internal static class NeededFunctions
{
    /// <summary>All of them, sorted by name.</summary>
    /// <param name="bodies">The code.</param>
    /// <param name="roots">Functions that are there anyway.</param>
    public static IReadOnlyList<LoopFunction> Of(IEnumerable<IReadOnlyList<Statement>> bodies, params LoopFunction[] roots)
    {
        var needed = roots.ToDictionary(function => function.Name, StringComparer.Ordinal);
        var unread = new Queue<IReadOnlyList<Statement>>(bodies);
        while (unread.TryDequeue(out IReadOnlyList<Statement>? body))
        {
            foreach (LoopFunction function in LoopWalk.Expressions(body).OfType<Call>().Select(call => call.Function))
            {
                if (needed.TryAdd(function.Name, function))
                {
                    unread.Enqueue(function.Body);
                }
            }
        }

        return [.. needed.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];
    }
}
