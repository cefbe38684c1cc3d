namespace LeNet.Runtime;

/// <summary>Normalisations.</summary>
internal static class OnnxNorms
{
    /// <summary>Every channel less its mean, over its standard deviation, times a scale, plus an offset; by the statistics of training.</summary>
    public static OnnxTensor Batch(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        if (x.Rank < 2 || call.Attributes.Integer("training_mode", 0) != 0)
        {
            throw call.Refuse(x.Rank < 2 ? "needs channels" : "is in training mode; export the model in evaluation mode (model.eval())");
        }

        double epsilon = call.Attributes.Number("epsilon", 1e-5f);
        double[][] parameters = [.. Enumerable.Range(1, 4).Select(i => call.Input(i).Count == x.Shape[1]
            ? call.Input(i).Values
            : throw call.Refuse($"has {call.Input(i).Count} values for {x.Shape[1]} channels"))];
        int area = x.Shape.Skip(2).Aggregate(1, (product, size) => product * size);
        OnnxTensor result = call.Create(x.Shape);
        for (int i = 0; i < x.Count; i++)
        {
            int channel = i / area % x.Shape[1];
            (double scale, double offset, double mean, double variance) = (parameters[0][channel], parameters[1][channel], parameters[2][channel], parameters[3][channel]);
            result.Values[i] = ((x.Values[i] - mean) / Math.Sqrt(variance + epsilon) * scale) + offset;
        }

        return result;
    }

    /// <summary>All values from an axis on less their mean, over their standard deviation, times a scale, plus an offset.</summary>
    public static OnnxTensor Layer(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        double epsilon = call.Attributes.Number("epsilon", 1e-5f);
        int axis = call.Axis(call.Attributes.Integer("axis", -1), x.Rank);
        int[] normalised = x.Shape[axis..];
        double[] scale = OnnxArithmetic.Broadcast(call, call.Input(1), normalised).Values;
        double[]? offset = call.Optional(2) is { } b ? OnnxArithmetic.Broadcast(call, b, normalised).Values : null;
        OnnxTensor result = call.Create(x.Shape);
        for (int begin = 0; begin < x.Count; begin += scale.Length)
        {
            double[] values = x.Values[begin..(begin + scale.Length)];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + epsilon);
            for (int i = 0; i < values.Length; i++)
            {
                result.Values[begin + i] = ((values[i] - mean) / deviation * scale[i]) + (offset?[i] ?? 0);
            }
        }

        return result;
    }
}
