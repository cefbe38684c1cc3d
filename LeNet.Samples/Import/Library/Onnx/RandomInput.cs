using LeNet.Runtime;

namespace LeNet.Import.Onnx;

/// <summary>What the model and the network are run on, to compare them: the same on every machine.</summary>
internal static class RandomInput
{
    private const int Seed = 1;
    private const int MostAxes = 8;

    /// <summary>A sample for a model's input, or as many as it fixes.</summary>
    /// <exception cref="OnnxException">Sizes of a sample are not known.</exception>
    public static OnnxTensor Of(OnnxValue input, OnnxNode first, OnnxBudget budget)
    {
        if (input.Sizes is not { Count: > 1 } sizes)
        {
            throw new OnnxException($"the input '{OnnxNode.Shown(input.Name)}' {(input.Sizes is null ? "says no shape" : "has no axis but the batch")}; an image has sizes: export the model with a sample of its real shape, [batch, channels, height, width]");
        }

        if (sizes.Count > MostAxes)
        {
            throw new OnnxException($"the input '{OnnxNode.Shown(input.Name)}' has {sizes.Count} axes; an image has four with the batch, [batch, channels, height, width]");
        }

        if (sizes.Skip(1).Any(size => size == 0))
        {
            throw new OnnxException(
                $"the input '{OnnxNode.Shown(input.Name)}' has the shape [{string.Join(", ", sizes.Select(size => size == 0 ? "?" : FormattableString.Invariant($"{size}")))}], but a network here is compiled for one size of image; only the batch may be open: export the model with fixed sizes");
        }

        int[] shape = [Math.Max(1, sizes[0]), .. sizes.Skip(1)];
        double count = shape.Aggregate(1.0, (product, size) => product * size);
        budget.Hold(first, (long)Math.Min(count, long.MaxValue / 2));
        var random = new Random(Seed);
        double[] values = new double[(int)count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = input.IsByte ? random.Next(256) : (float)((2 * random.NextDouble()) - 1);
        }

        return new OnnxTensor(shape, values, input.IsByte);
    }
}
