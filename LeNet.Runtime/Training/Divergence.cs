using System.Globalization;
using System.Numerics;

namespace LeNet.Runtime;

/// <summary>Finds where numbers stopped being finite, and the likely cause.</summary>
internal static class Divergence
{
    /// <summary>Updates from one look at all weights to the next; the loss is looked at in each.</summary>
    public const int Interval = 100;

    /// <summary>Weights of a network that learns are far below.</summary>
    private const float LargeWeight = 100;

    /// <summary>The first tensor with a value that is infinite or not a number, or null.</summary>
    public static ParameterDescription? FirstNotFinite(Network network)
    {
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            if (!parameter.IsInteger && !AreFinite(network.Parameters.Slice(parameter.Offset, parameter.Count)))
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>Explains a loss that is infinite or not a number.</summary>
    /// <param name="network">The network with the weights that led to it.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="samples">Those of the batch.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="batch">The batch, from 1.</param>
    /// <param name="step">The update that it would have been.</param>
    public static DivergenceException OfLoss(
        Network network, Dataset dataset, ReadOnlySpan<int> samples, double loss, int epoch, int batch, long step)
    {
        string what = $"the loss is {Name(loss)}";
        if (FirstNotFinite(network) is { } parameter)
        {
            return Of(network, $"{what}, as {NotFinite(network, parameter)}", LayerOf(parameter), epoch, batch, step);
        }

        foreach (int sample in samples)
        {
            foreach (LayerOutput output in network.LayerOutputs(dataset.Image(sample)).Skip(1))
            {
                if (FirstNotFinite(output.Values.Span) is { } value)
                {
                    return Of(network, $"{what}, as an output of layer {output.Layer.Name} is {Name(value)}", output.Layer.Name, epoch, batch, step);
                }
            }
        }

        return Of(network, what, layer: null, epoch, batch, step);
    }

    /// <summary>Explains a weight that is infinite or not a number.</summary>
    public static DivergenceException OfWeights(Network network, ParameterDescription parameter, int epoch, int batch, long step) =>
        Of(network, NotFinite(network, parameter), LayerOf(parameter), epoch, batch, step);

    private static DivergenceException Of(Network network, string what, string? layer, int epoch, int batch, long step) => new(
        string.Create(CultureInfo.InvariantCulture, $"the training diverged in step {step}, batch {batch} of epoch {epoch}: {what}; {Cause(network, step)}"),
        epoch, batch, step, layer);

    private static string Cause(Network network, long step)
    {
        if (step == 1)
        {
            return "the weights it began with are to blame";
        }

        (string name, float largest) = ("", 0);
        foreach (ParameterDescription parameter in network.Description.Parameters.Where(parameter => parameter.IsTrainable))
        {
            foreach (float value in network.Parameters.Slice(parameter.Offset, parameter.Count))
            {
                if (float.IsFinite(value) && MathF.Abs(value) > largest)
                {
                    (name, largest) = (parameter.Name, MathF.Abs(value));
                }
            }
        }

        return largest > LargeWeight
            ? string.Create(CultureInfo.InvariantCulture, $"weights have grown up to {largest:G3} in {name}: the learning rate or the momentum is too large")
            : "most likely the learning rate or the momentum is too large";
    }

    private static string NotFinite(Network network, ParameterDescription parameter) =>
        $"{parameter.Name} holds a value that is {Name(FirstNotFinite(network.Parameters.Slice(parameter.Offset, parameter.Count))!.Value)}";

    /// <summary>A tensor is named after its layer and what it is there, such as <c>conv1.weight</c>.</summary>
    private static string LayerOf(ParameterDescription parameter) => parameter.Name[..parameter.Name.LastIndexOf('.')];

    private static string Name(double value) => double.IsNaN(value) ? "not a number" : "infinite";

    private static float? FirstNotFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether all are: a sum of x − x is 0 only then.</summary>
    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> value = new(values[i..]);
            sum += value - value;
        }

        float rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            rest += values[i] - values[i];
        }

        return rest == 0;
    }
}
