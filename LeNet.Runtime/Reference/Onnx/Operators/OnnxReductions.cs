namespace LeNet.Runtime;

/// <summary>Operators that make one number of many along some axes.</summary>
internal static class OnnxReductions
{
    /// <summary>An operator.</summary>
    /// <param name="reduce">One number of a group of values and their count.</param>
    /// <param name="firstWithInput">The operator set since which the axes are an input.</param>
    public static Func<OnnxCall, OnnxTensor> Of(Func<double[], int, double> reduce, int firstWithInput) => call =>
    {
        OnnxTensor x = call.Input(0);
        int[]? axes = call.OperatorSet < firstWithInput && call.Inputs > 1
            ? throw call.Refuse("has axes as an input, which its operator set does not have")
            : call.Axes(1, x.Rank);
        if (axes is null or [] && call.Attributes.Integer("noop_with_empty_axes", 0) != 0)
        {
            return x;
        }

        bool[] reduced = new bool[x.Rank];
        foreach (int axis in axes is null or [] ? [.. Enumerable.Range(0, x.Rank)] : axes)
        {
            reduced[axis] = true;
        }

        int[] kept = [.. x.Shape.Select((size, axis) => reduced[axis] ? 1 : size)];
        OnnxTensor result = call.Create(kept, x.IsInteger);
        var groups = new double[result.Count][];
        int[] filled = new int[result.Count];
        int each = x.Count / result.Count;
        call.Hold(x.Count);
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = new double[each];
        }

        int[] steps = OnnxTensor.Steps(x.Shape);
        int[] targets = OnnxTensor.Steps(kept);
        for (int at = 0; at < x.Count; at++)
        {
            int target = 0;
            for (int axis = 0; axis < x.Rank; axis++)
            {
                target += reduced[axis] ? 0 : at / steps[axis] % x.Shape[axis] * targets[axis];
            }

            groups[target][filled[target]++] = x.Values[at];
        }

        for (int i = 0; i < groups.Length; i++)
        {
            result.Values[i] = reduce(groups[i], each);
        }

        return call.Attributes.Integer("keepdims", 1) != 0 ? result : result.As([.. kept.Where((_, axis) => !reduced[axis])]);
    };
}
