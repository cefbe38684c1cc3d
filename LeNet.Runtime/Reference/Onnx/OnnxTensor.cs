namespace LeNet.Runtime;

/// <summary>Numbers in a shape, row-major, in double precision whatever the file has: float32 and all narrower types are exact.</summary>
/// <param name="Shape">Its sizes; empty for a single number.</param>
/// <param name="Values">The numbers.</param>
/// <param name="IsInteger">Whether they are whole numbers, which divide like such.</param>
internal sealed record OnnxTensor(int[] Shape, double[] Values, bool IsInteger = false)
{
    private const int MostShown = 8;

    /// <summary>How many axes it has.</summary>
    public int Rank => Shape.Length;

    /// <summary>Values in all.</summary>
    public int Count => Values.Length;

    /// <summary>A single number.</summary>
    public static OnnxTensor Scalar(double value, bool isInteger = false) => new([], [value], isInteger);

    /// <summary>A list of whole numbers.</summary>
    public static OnnxTensor List(IEnumerable<long> values)
    {
        double[] list = [.. values.Select(value => (double)value)];
        return new([list.Length], list, IsInteger: true);
    }

    /// <summary>The same numbers in another shape of as many.</summary>
    public OnnxTensor As(params int[] shape) => this with { Shape = shape };

    /// <summary>The shape for people: [1, 28, 28].</summary>
    public string Title => Describe(Shape);

    /// <summary>A shape for people, which a file may give any length.</summary>
    public static string Describe(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape.Take(MostShown))}{(shape.Count > MostShown ? ", …" : "")}]";

    /// <summary>How far it is along each axis from one value to the next.</summary>
    public static int[] Steps(int[] shape)
    {
        int[] steps = new int[shape.Length];
        for (int axis = shape.Length - 1, step = 1; axis >= 0; step *= shape[axis], axis--)
        {
            steps[axis] = step;
        }

        return steps;
    }
}
