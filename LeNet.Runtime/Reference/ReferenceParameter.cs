namespace LeNet.Runtime;

/// <summary>A parameter tensor, row-major in PyTorch's shape.</summary>
/// <param name="Name">Its name in PyTorch's state dict.</param>
/// <param name="Count">Its values.</param>
internal sealed record ReferenceParameter(string Name, int Count)
{
    /// <summary>Whether it has a gradient.</summary>
    public bool IsTrainable { get; init; } = true;

    public double[] Values { get; } = new double[Count];

    public double[] Gradient => field ??= new double[Count];

    /// <summary>For each element the sum of the magnitudes of all that was added up to its gradient.</summary>
    public double[] Magnitude => field ??= new double[Count];

    /// <summary>Takes a network's values.</summary>
    public void Set(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Values[i] = values[i];
        }
    }

    public void AddGradient(int index, double value)
    {
        Gradient[index] += value;
        Magnitude[index] += Math.Abs(value);
    }

    public void ClearGradient()
    {
        Array.Clear(Gradient);
        Array.Clear(Magnitude);
    }
}
