using LeNet.Runtime;

namespace LeNet.Import.Onnx;

/// <summary>Runs the network that was made, by the reference in double precision, beside the model.</summary>
internal static class Comparison
{
    /// <summary>Logits are seldom smaller; where they are, what is left of larger numbers says nothing.</summary>
    private const double LeastScale = 1e-3;

    /// <summary>The largest difference of a logit, relative to the largest logit.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its parameters.</param>
    /// <param name="inputs">The first layer's input of all samples; null where the model takes raw images.</param>
    /// <param name="given">What the model was given.</param>
    /// <param name="logits">What the model gave for all samples.</param>
    public static double Difference(NetworkDescription network, float[] weights, double[]? inputs, OnnxTensor given, double[] logits)
    {
        var reference = ReferenceNetwork.Of(network);
        foreach (ReferenceParameter parameter in reference.Parameters)
        {
            ParameterDescription own = network.Parameters.First(description => description.Name == parameter.Name);
            parameter.Set(weights.AsSpan(own.Offset, own.Count));
        }

        int samples = logits.Length / network.Classes;
        double largest = Math.Max(LeastScale, logits.Max(Math.Abs));
        double difference = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double[] values = inputs is null
                ? reference.Preprocessing.Input([.. given.Values.Skip(sample * network.ImageBytes).Take(network.ImageBytes).Select(level => (byte)level)])
                : inputs[(sample * inputs.Length / samples)..((sample + 1) * inputs.Length / samples)];
            foreach (ReferenceLayer layer in reference.Layers)
            {
                values = layer.Forward(values);
            }

            for (int i = 0; i < values.Length; i++)
            {
                double own = Math.Abs(values[i] - logits[(sample * network.Classes) + i]) / largest;
                difference = double.IsNaN(own) ? double.PositiveInfinity : Math.Max(difference, own);
            }
        }

        return difference;
    }
}
