namespace LeNet.Export.Loops;

/// <summary>For languages in which a function must be there before it is called.</summary>
internal static class CallOrder
{
    /// <summary>The functions, each after those that it calls.</summary>
    public static IReadOnlyList<LoopFunction> Of(IReadOnlyList<LoopFunction> functions)
    {
        List<LoopFunction> ordered = [];
        foreach (LoopFunction function in functions)
        {
            Add(function);
        }

        return ordered;

        void Add(LoopFunction function)
        {
            if (ordered.Any(known => known.Name == function.Name))
            {
                return;
            }

            foreach (Call call in LoopWalk.Expressions(function.Body).OfType<Call>())
            {
                Add(call.Function);
            }

            ordered.Add(function);
        }
    }
}
