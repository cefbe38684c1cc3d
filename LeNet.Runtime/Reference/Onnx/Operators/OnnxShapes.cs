namespace LeNet.Runtime;

/// <summary>Operators that give shapes and constants.</summary>
internal static class OnnxShapes
{
    /// <summary>What the node holds.</summary>
    public static OnnxTensor Constant(OnnxCall call)
    {
        OnnxAttributes attributes = call.Attributes;
        return attributes.Tensor("value")
            ?? (attributes.Has("value_float") ? OnnxTensor.Scalar(attributes.Number("value_float", 0))
            : attributes.Has("value_int") ? OnnxTensor.Scalar(attributes.Integer("value_int", 0), isInteger: true)
            : attributes.Numbers("value_floats") is { } floats ? new OnnxTensor([floats.Count], [.. floats.Select(value => (double)value)])
            : attributes.Integers("value_ints") is { } integers ? OnnxTensor.List(integers)
            : throw call.Refuse("holds no number"));
    }

    /// <summary>A tensor of one number in the shape that comes in.</summary>
    public static OnnxTensor ConstantOfShape(OnnxCall call)
    {
        OnnxTensor? value = call.Attributes.Tensor("value");
        OnnxTensor result = call.Create(call.Sizes(0), value?.IsInteger ?? false);
        Array.Fill(result.Values, value?.Values.FirstOrDefault() ?? 0);
        return result;
    }

    /// <summary>The sizes of what comes in, from one axis to another.</summary>
    public static OnnxTensor Shape(OnnxCall call)
    {
        int[] shape = call.Input(0).Shape;
        int begin = Bound(call.Attributes.Integer("start", 0), shape.Length);
        int end = Bound(call.Attributes.Integer("end", shape.Length), shape.Length);
        return OnnxTensor.List(shape.Skip(begin).Take(Math.Max(0, end - begin)).Select(size => (long)size));
    }

    private static int Bound(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}
