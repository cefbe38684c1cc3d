using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>Where the values of a model's tensor lie in the network: models transpose and reshape, networks do not.</summary>
/// <param name="Batch">The samples.</param>
/// <param name="Tensor">For each value of the model, in its shape, the index of the same value in [batch][channel][row][column].</param>
internal sealed record ValueLayout(int Batch, OnnxTensor Tensor)
{
    /// <summary>The layout in which both have the same order.</summary>
    public static ValueLayout Plain(int batch, int[] shape) =>
        new(batch, new OnnxTensor(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(i => (double)i)]));

    /// <summary>Values of one sample.</summary>
    public int Count => Tensor.Count / Batch;

    /// <summary>Whether the model has the values as the network does: an image [batch, channels, height, width].</summary>
    public bool IsImage(Shape shape) => Tensor.Shape is [var batch, var channels, var height, var width]
        && (batch, channels, height, width) == (Batch, shape.Channels, shape.Height, shape.Width)
        && IsPlain;

    /// <summary>Whether the order is the same.</summary>
    public bool IsPlain
    {
        get
        {
            double[] values = Tensor.Values;
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] != i)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// For each value of a sample in the model its place in the sample; null if samples are mixed, or a value is there twice or not at all.
    /// </summary>
    public int[]? Places()
    {
        int count = Count;
        int[] places = new int[count];
        bool[] seen = new bool[count];
        for (int i = 0; i < Tensor.Count; i++)
        {
            int place = (int)Tensor.Values[i] - (i / count * count);
            if (place < 0 || place >= count || (i >= count && places[i % count] != place))
            {
                return null;
            }

            if (i < count)
            {
                if (seen[place])
                {
                    return null;
                }

                seen[place] = true;
                places[i] = place;
            }
        }

        return places;
    }

    /// <summary>Which axes of the model's tensor are batch, channels, height and width; null if it has no such axes.</summary>
    public int[]? ImageAxes(Shape shape)
    {
        if (Tensor.Rank != 4)
        {
            return null;
        }

        int[] own = [Batch, shape.Channels, shape.Height, shape.Width];
        int[] steps = OnnxTensor.Steps(own);
        return Orders().FirstOrDefault(order => Enumerable.Range(0, 4).All(axis => Tensor.Shape[order[axis]] == own[axis]) && Fits(order));

        bool Fits(int[] order)
        {
            int[] model = OnnxTensor.Steps(Tensor.Shape);
            for (int i = 0; i < Tensor.Count; i++)
            {
                int place = 0;
                for (int axis = 0; axis < 4; axis++)
                {
                    place += i / model[order[axis]] % own[axis] * steps[axis];
                }

                if (place != (int)Tensor.Values[i])
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static IEnumerable<int[]> Orders() =>
        from a in Enumerable.Range(0, 4)
        from b in Enumerable.Range(0, 4)
        from c in Enumerable.Range(0, 4)
        let order = new[] { a, b, c, 6 - a - b - c }
        where order.Distinct().Count() == 4 && order[3] is >= 0 and < 4
        orderby order[0], order[1] // batch first where several fit
        select order;
}
