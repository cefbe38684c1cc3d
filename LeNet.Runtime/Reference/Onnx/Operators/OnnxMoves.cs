namespace LeNet.Runtime;

/// <summary>Operators that put values elsewhere, and compute nothing.</summary>
internal static class OnnxMoves
{
    /// <summary>The same values in another shape, where 0 is the size that was there and −1 what is left.</summary>
    public static OnnxTensor Reshape(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        int[] shape = call.Sizes(1);
        bool keepsZero = call.Attributes.Integer("allowzero", 0) != 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0 && !keepsZero)
            {
                shape[axis] = axis < x.Rank ? x.Shape[axis] : 0;
            }
        }

        long known = shape.Where(size => size != -1).Aggregate(1L, (product, size) => Math.Clamp(product * size, int.MinValue, int.MaxValue));
        if (shape.Count(size => size == -1) == 1 && known > 0 && x.Count % known == 0)
        {
            shape[Array.IndexOf(shape, -1)] = (int)(x.Count / known);
            known = x.Count;
        }

        return known == x.Count && !shape.Any(size => size < 0)
            ? x.As(shape)
            : throw call.Refuse($"makes a shape {OnnxTensor.Describe(shape)} of a value of the shape {x.Title}, which has another number of values");
    }

    /// <summary>A matrix: all axes before one are its rows, the others its columns.</summary>
    public static OnnxTensor Flatten(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        long axis = call.Attributes.Integer("axis", 1);
        int cut = axis == x.Rank ? x.Rank : call.Axis(axis, Math.Max(1, x.Rank));
        int rows = x.Shape[..cut].Aggregate(1, (product, size) => product * size);
        return x.As(rows, x.Count / rows);
    }

    /// <summary>Without axes of size 1.</summary>
    public static OnnxTensor Squeeze(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        int[] axes = call.Axes(1, x.Rank) ?? [.. Enumerable.Range(0, x.Rank).Where(axis => x.Shape[axis] == 1)];
        return axes.All(axis => x.Shape[axis] == 1)
            ? x.As([.. x.Shape.Where((_, axis) => !axes.Contains(axis))])
            : throw call.Refuse($"leaves out an axis of {x.Title} that has more than one value");
    }

    /// <summary>With further axes of size 1.</summary>
    public static OnnxTensor Unsqueeze(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        int count = call.Attributes.Integers("axes")?.Count ?? call.Input(1).Count;
        int[] axes = call.Axes(1, x.Rank + count) ?? throw call.Refuse("names no axes");
        List<int> shape = [.. x.Shape];
        foreach (int axis in axes.Order())
        {
            shape.Insert(axis, 1);
        }

        return x.As([.. shape]);
    }

    /// <summary>The axes in another order, reversed if it names none.</summary>
    public static OnnxTensor Transpose(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        IEnumerable<int> order = call.Attributes.Integers("perm")?.Select(axis => call.Axis(axis, x.Rank)) ?? Enumerable.Range(0, x.Rank).Reverse();
        int[] axes = [.. order];
        return axes.Length == x.Rank && axes.Distinct().Count() == x.Rank
            ? Permute(call, x, axes)
            : throw call.Refuse($"orders {axes.Length} axes of a value that has {x.Rank}");
    }

    /// <summary>The axes in an order.</summary>
    public static OnnxTensor Permute(OnnxCall call, OnnxTensor x, int[] axes)
    {
        int[] steps = OnnxTensor.Steps(x.Shape);
        return Take(call, x, [.. axes.Select(axis => x.Shape[axis])], [.. axes.Select(axis => steps[axis])], 0);
    }

    /// <summary>Tensors one after the other along an axis.</summary>
    public static OnnxTensor Concat(OnnxCall call)
    {
        OnnxTensor[] parts = [.. Enumerable.Range(0, call.Inputs).Select(call.Input)];
        int axis = call.Axis(call.Attributes.Integer("axis", 0), call.Input(0).Rank);
        int[] shape = [.. parts[0].Shape];
        if (parts.Any(part => part.Rank != shape.Length || part.Shape.Where((size, i) => i != axis && size != shape[i]).Any()))
        {
            throw call.Refuse("joins values of shapes that do not go together");
        }

        shape[axis] = parts.Sum(part => part.Shape[axis]);
        OnnxTensor result = call.Create(shape, parts.All(part => part.IsInteger));
        int inner = shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);
        int begin = 0;
        foreach (OnnxTensor part in parts)
        {
            int length = part.Shape[axis] * inner;
            for (int i = 0; i < part.Count / length; i++)
            {
                Array.Copy(part.Values, i * length, result.Values, (i * shape[axis] * inner) + begin, length);
            }

            begin += length;
        }

        return result;
    }

    /// <summary>Stretched to a shape.</summary>
    public static OnnxTensor Expand(OnnxCall call) =>
        OnnxArithmetic.Broadcast(call, call.Input(0), OnnxArithmetic.Common(call, call.Input(0).Shape, call.Sizes(1)));

    /// <summary>Parts along axes; before operator set 10 bounds are attributes.</summary>
    public static OnnxTensor Slice(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        bool fromInputs = call.OperatorSet >= 10;
        int[] starts = fromInputs ? call.Sizes(1) : Bounds("starts");
        int[] ends = fromInputs ? call.Sizes(2) : Bounds("ends");
        int[] axes = (fromInputs ? call.Axes(3, x.Rank) : call.Axes(int.MaxValue, x.Rank)) ?? [.. Enumerable.Range(0, starts.Length)];
        int[] strides = call.Optional(4) is null ? [.. starts.Select(_ => 1)] : call.Sizes(4);
        if (starts.Length != ends.Length || starts.Length != axes.Length || starts.Length != strides.Length || starts.Length > x.Rank || strides.Any(step => step < 1))
        {
            throw call.Refuse("takes parts that are not said as ONNX wants it, or backwards");
        }

        int[] shape = [.. x.Shape];
        int[] steps = OnnxTensor.Steps(x.Shape);
        int[] scaled = [.. steps];
        int begin = 0;
        for (int i = 0; i < axes.Length; i++)
        {
            int size = x.Shape[axes[i]];
            (int from, int to) = (Bound(starts[i], size), Bound(ends[i], size));
            shape[axes[i]] = from < to ? ((to - from - 1) / strides[i]) + 1 : 0;
            begin += from * steps[axes[i]];
            scaled[axes[i]] = steps[axes[i]] * strides[i];
        }

        return Take(call, x, shape, scaled, begin);

        int[] Bounds(string name) => [.. (call.Attributes.Integers(name) ?? throw call.Refuse($"has no {name}")).Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))];
        static int Bound(int at, int size) => Math.Clamp(at < 0 ? at + size : at, 0, size);
    }

    /// <summary>Entries along an axis, by number.</summary>
    public static OnnxTensor Gather(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        OnnxTensor indices = call.Input(1);
        int axis = call.Axis(call.Attributes.Integer("axis", 0), x.Rank);
        int inner = x.Shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);
        int outer = x.Shape[..axis].Aggregate(1, (product, size) => product * size);
        int[] shape = [.. x.Shape[..axis], .. indices.Shape, .. x.Shape[(axis + 1)..]];
        OnnxTensor result = call.Create(shape, x.IsInteger);
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < indices.Count; j++)
            {
                int entry = call.Axis(indices.Values[j], x.Shape[axis]);
                Array.Copy(x.Values, ((i * x.Shape[axis]) + entry) * inner, result.Values, ((i * indices.Count) + j) * inner, inner);
            }
        }

        return result;
    }

    /// <summary>With a margin of one value; before operator set 11 the margins are an attribute.</summary>
    public static OnnxTensor Pad(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        (int[] pads, double fill) = Margins(call);
        if (call.Attributes.Text("mode", "constant") != "constant")
        {
            throw call.Refuse($"fills its margins in the mode '{OnnxNode.Shown(call.Attributes.Text("mode", ""))}'; only a constant can be said here");
        }

        int[] shape = [.. x.Shape.Select((size, axis) => (int)Math.Min(int.MaxValue, (long)size + pads[axis] + pads[axis + x.Rank]))];
        OnnxTensor result = call.Create(shape, x.IsInteger);
        Array.Fill(result.Values, fill);
        int[] from = OnnxTensor.Steps(x.Shape);
        int[] to = OnnxTensor.Steps(shape);
        for (int at = 0; at < x.Count; at++)
        {
            int target = 0;
            for (int axis = 0; axis < x.Rank; axis++)
            {
                target += ((at / from[axis] % x.Shape[axis]) + pads[axis]) * to[axis];
            }

            result.Values[target] = x.Values[at];
        }

        return result;
    }

    /// <summary>The margins of a Pad, all beginnings and then all ends, and what fills them.</summary>
    public static (int[] Pads, double Fill) Margins(OnnxCall call)
    {
        int rank = call.Input(0).Rank;
        int[] given = call.Optional(1) is null ? [.. (call.Attributes.Integers("pads") ?? []).Select(pad => (int)Math.Clamp(pad, -1, int.MaxValue))] : call.Sizes(1);
        int[] axes = call.Axes(3, rank) ?? [.. Enumerable.Range(0, rank)];
        if (given.Length != 2 * axes.Length || given.Any(pad => pad < 0))
        {
            throw call.Refuse("has margins that are not said as ONNX wants it, or negative");
        }

        int[] pads = new int[2 * rank];
        for (int i = 0; i < axes.Length; i++)
        {
            (pads[axes[i]], pads[axes[i] + rank]) = (given[i], given[i + axes.Length]);
        }

        return (pads, call.Number(2) ?? call.Attributes.Number("value", 0));
    }

    /// <summary>Values at regular distances.</summary>
    private static OnnxTensor Take(OnnxCall call, OnnxTensor x, int[] shape, int[] steps, int begin)
    {
        OnnxTensor result = call.Create(shape, x.IsInteger);
        int[] own = OnnxTensor.Steps(shape);
        for (int at = 0; at < result.Count; at++)
        {
            int from = begin;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                from += at / own[axis] % shape[axis] * steps[axis];
            }

            result.Values[at] = x.Values[from];
        }

        return result;
    }
}
