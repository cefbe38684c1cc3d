namespace LeNet.Runtime;

/// <summary>
/// Initial parameters as PyTorch's defaults distribute them for conv2d and linear: weights and biases uniform in
/// ±1/√fan_in (<c>kaiming_uniform_(a=√5)</c> of torch.nn.modules is that bound).
/// </summary>
internal static class InitialWeights
{
    /// <summary>
    /// Sets every tensor of a network; floats between tensors are left alone. A value depends on the seed, the tensor's
    /// place in the list and the element's place in the tensor alone. Allocates nothing but the list's enumerator.
    /// </summary>
    public static void Fill(NetworkDescription network, Span<float> parameters, ulong seed)
    {
        uint index = 0;
        foreach (ParameterDescription parameter in network.Parameters)
        {
            Span<float> values = parameters.Slice(parameter.Offset, parameter.Count);
            if (parameter.InitialValue is float value)
            {
                values.Fill(value);
            }
            else
            {
                Fill(values, parameter, new Philox(seed, RandomPurpose.InitialWeights, index));
            }

            index++;
        }
    }

    /// <summary>Where channels are not all connected, each output has a fan-in of its own.</summary>
    private static void Fill(Span<float> values, ParameterDescription parameter, Philox random)
    {
        var words = new PhiloxSequence(random);
        int parts = parameter.Connections?.Count ?? 1;
        int length = values.Length / parts;
        for (int part = 0; part < parts; part++)
        {
            double bound = 1 / Math.Sqrt(parameter.FanIn * (double)(parameter.Connections?[part].Count ?? 1));
            foreach (ref float value in values.Slice(part * length, length))
            {
                value = Uniform(words.Next(), bound);
            }
        }

        parameter.ClearUnconnected(values);
    }

    /// <summary>One of 2³² evenly spaced values in (−bound, bound), symmetric about zero; one rounding to float at the end.</summary>
    private static float Uniform(uint word, double bound) => (float)((((word + 0.5) * (1.0 / 2147483648.0)) - 1) * bound);
}
