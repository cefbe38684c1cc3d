namespace LeNet.Runtime;

/// <summary>A node about to be computed, with what it takes.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">Its inputs; null for one that is left out.</param>
/// <param name="operatorSet">The version of the operator set.</param>
/// <param name="budget">What it may cost.</param>
internal sealed class OnnxCall(OnnxNode node, OnnxTensor?[] inputs, int operatorSet, OnnxBudget budget)
{
    /// <summary>The node.</summary>
    public OnnxNode Node => node;

    /// <summary>Its settings.</summary>
    public OnnxAttributes Attributes => node.Attributes;

    /// <summary>The version of the operator set.</summary>
    public int OperatorSet => operatorSet;

    /// <summary>How many inputs it names.</summary>
    public int Inputs => inputs.Length;

    /// <summary>An input that it must have.</summary>
    public OnnxTensor Input(int index) => Optional(index) switch
    {
        null => throw Refuse(FormattableString.Invariant($"has no input {index + 1}")),
        { Count: 0 } => throw Refuse(FormattableString.Invariant($"takes nothing as its input {index + 1}: a value without numbers")),
        { } value => value,
    };

    /// <summary>An input that may be left out.</summary>
    public OnnxTensor? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>A number that may be left out.</summary>
    public double? Number(int index) => Optional(index) is { Count: > 0 } value ? value.Values[0] : null;

    /// <summary>What is wrong with it.</summary>
    public OnnxException Refuse(string problem) => new(node, problem);

    /// <summary>A tensor to fill.</summary>
    public OnnxTensor Create(IReadOnlyList<int> shape, bool isInteger = false)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size <= 0)
            {
                throw Refuse($"gives a value of the shape {OnnxTensor.Describe(shape)}, which has no values");
            }

            count = Math.Min(count * size, int.MaxValue);
        }

        Hold(count);
        return new OnnxTensor([.. shape], new double[count], isInteger);
    }

    /// <summary>Takes memory for so many values.</summary>
    public void Hold(long count) => budget.Hold(node, count);

    /// <summary>Takes so many operations.</summary>
    public void Spend(params ReadOnlySpan<long> factors)
    {
        double product = 1;
        foreach (long factor in factors)
        {
            product *= factor;
        }

        budget.Spend(node, (long)Math.Min(product, 1e18));
    }

    /// <summary>An axis, which counts from the end if it is negative.</summary>
    public int Axis(double axis, int rank)
    {
        double from = axis < 0 ? axis + rank : axis;
        return from >= 0 && from < rank ? (int)from : throw Refuse(FormattableString.Invariant($"has no axis {axis} in its input of {rank} axes"));
    }

    /// <summary>Axes by an attribute, or by an input where the operator set has them there; null where none are named.</summary>
    public int[]? Axes(int input, int rank)
    {
        IEnumerable<double>? axes = Attributes.Integers("axes")?.Select(axis => (double)axis) ?? Optional(input)?.Values;
        int[]? read = axes is null ? null : [.. axes.Select(axis => Axis(axis, rank))];
        return read is null || read.Distinct().Count() == read.Length ? read : throw Refuse("names an axis twice");
    }

    /// <summary>Whole numbers of an input, held to what an int can say: the end of a slice may be the largest long.</summary>
    public int[] Sizes(int input) => [.. Input(input).Values.Select(value => (int)Math.Clamp(double.IsNaN(value) ? 0 : value, int.MinValue, int.MaxValue))];
}
