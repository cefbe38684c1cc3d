namespace LeNet.Runtime;

/// <summary>Operators on two tensors or more, whose axes of size 1 stretch to the other's.</summary>
internal static class OnnxArithmetic
{
    /// <summary>An operator of two inputs.</summary>
    public static Func<OnnxCall, OnnxTensor> Of(Func<double, double, double> operation) =>
        call => Apply(call, call.Input(0), call.Input(1), operation);

    /// <summary>An operator of any number of inputs.</summary>
    public static Func<OnnxCall, OnnxTensor> OfAll(Func<double, double, double> operation) => call =>
    {
        OnnxTensor result = call.Input(0);
        for (int i = 1; i < call.Inputs; i++)
        {
            result = Apply(call, result, call.Input(i), operation);
        }

        return result;
    };

    /// <summary>A quotient, which whole numbers round towards zero.</summary>
    public static OnnxTensor Divide(OnnxCall call) =>
        Apply(call, call.Input(0), call.Input(1), call.Input(0).IsInteger ? (a, b) => Math.Truncate(a / b) : (a, b) => a / b);

    /// <summary>A tensor stretched to a shape that its axes fit.</summary>
    /// <exception cref="OnnxException">They do not.</exception>
    public static OnnxTensor Broadcast(OnnxCall call, OnnxTensor x, IReadOnlyList<int> shape)
    {
        OnnxTensor result = call.Create(shape, x.IsInteger);
        if (!Common(call, x.Shape, result.Shape).SequenceEqual(shape))
        {
            throw call.Refuse($"takes {x.Title}, which does not stretch to {result.Title}");
        }

        Stretch(x.Shape, result.Shape, (at, from) => result.Values[at] = x.Values[from]);
        return result;
    }

    /// <summary>The shape that two tensors stretch to.</summary>
    public static int[] Common(OnnxCall call, int[] a, int[] b)
    {
        int[] shape = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int first = i <= a.Length ? a[^i] : 1;
            int second = i <= b.Length ? b[^i] : 1;
            shape[^i] = first == second || second == 1 ? first
                : first == 1 ? second
                : throw call.Refuse($"meets the shapes {OnnxTensor.Describe(a)} and {OnnxTensor.Describe(b)}, which do not go together");
        }

        return shape;
    }

    private static OnnxTensor Apply(OnnxCall call, OnnxTensor a, OnnxTensor b, Func<double, double, double> operation)
    {
        OnnxTensor result = call.Create(Common(call, a.Shape, b.Shape), a.IsInteger && b.IsInteger);
        Stretch(a.Shape, result.Shape, (at, from) => result.Values[at] = a.Values[from]);
        Stretch(b.Shape, result.Shape, (at, from) => result.Values[at] = operation(result.Values[at], b.Values[from]));
        return result;
    }

    /// <summary>Goes over a shape, and over a smaller one that stretches to it.</summary>
    private static void Stretch(int[] from, int[] to, Action<int, int> visit)
    {
        int[] own = OnnxTensor.Steps(from);
        int[] steps = new int[to.Length];
        for (int i = 1; i <= from.Length; i++)
        {
            steps[^i] = from[^i] == 1 ? 0 : own[^i];
        }

        int[] index = new int[to.Length];
        int count = to.Aggregate(1, (product, size) => product * size);
        int source = 0;
        for (int at = 0; at < count; at++)
        {
            visit(at, source);
            for (int axis = to.Length - 1; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < to[axis])
                {
                    break;
                }

                source -= steps[axis] * to[axis];
                index[axis] = 0;
            }
        }
    }
}
