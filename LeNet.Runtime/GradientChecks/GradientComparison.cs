namespace LeNet.Runtime;

/// <summary>What finite differences say of a value: its derivative and their step, or null if the value is at a kink.</summary>
internal readonly record struct GradientEstimate(int Index, (double Derivative, double Step)? Result);

/// <summary>Compares a tensor's gradient with finite differences.</summary>
internal static class GradientComparison
{
    /// <summary>Compares.</summary>
    /// <param name="parameter">The tensor.</param>
    /// <param name="gradient">All of its gradient.</param>
    /// <param name="estimates">Some finite differences.</param>
    /// <param name="tolerance">How far they may be apart.</param>
    public static TensorGradientCheck Of(
        ParameterDescription parameter, ReadOnlySpan<float> gradient, IReadOnlyList<GradientEstimate> estimates, GradientTolerance tolerance)
    {
        double largest = estimates.Max(estimate => Math.Abs(estimate.Result?.Derivative ?? 0));
        List<GradientDifference> differences = [];
        foreach (GradientEstimate estimate in estimates)
        {
            if (estimate.Result is (double derivative, double step))
            {
                differences.Add(new GradientDifference(
                    Position(estimate.Index, parameter.Shape), gradient[estimate.Index], derivative, tolerance.Usual(parameter.Name, largest, step)));
            }
        }

        if (differences.Any(difference => Part(difference) > 1))
        {
            double allowed = tolerance.OfCondition(parameter.Name);
            differences = [.. differences.Select(difference => difference with { Allowed = Math.Max(difference.Allowed, allowed) })];
        }

        GradientDifference? worst = differences.MaxBy(Part);
        GradientVerdict verdict = worst is null ? GradientVerdict.Unchecked : Part(worst) <= 1 ? GradientVerdict.Agrees : GradientVerdict.Differs;
        return new TensorGradientCheck(parameter.Name, parameter.Shape, differences.Count, estimates.Count - differences.Count, largest, verdict) { Worst = worst };
    }

    /// <summary>The difference as a part of what is allowed; infinite if it is not a number.</summary>
    private static double Part(GradientDifference difference) =>
        double.IsFinite(difference.Difference) ? difference.Difference / difference.Allowed : double.PositiveInfinity;

    /// <summary>A row-major index as one number for each axis.</summary>
    private static int[] Position(int index, IReadOnlyList<int> shape)
    {
        int[] position = new int[shape.Count];
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            (index, position[axis]) = Math.DivRem(index, shape[axis]);
        }

        return position;
    }
}
