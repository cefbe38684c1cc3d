namespace LeNet.Runtime;

/// <summary>
/// The diagonal of the loss's second derivatives with respect to the parameters, by the Gauss–Newton back-propagation of LeCun, Bottou, Bengio, Haffner:
/// "Gradient-based learning applied to document recognition", 1998, appendix C: for y = f(x), h[x] = Σ (∂y / ∂x)² h[y], so that it is never negative.
/// </summary>
/// <remarks>Computed in double from sums, products, quotients and portable functions in a fixed order: the same bits on every processor. Slow, and allocates.</remarks>
internal static class Curvature
{
    /// <summary>The mean over some samples of a training set, which seed, epoch and interval choose.</summary>
    /// <param name="network">The network, with its running statistics.</param>
    /// <param name="pass">The training set.</param>
    /// <param name="samples">How many of its samples; all, if it has fewer.</param>
    /// <param name="curvature">Gets the second derivatives, as the parameters lie.</param>
    public static void Estimate(Network network, TrainingPass pass, int samples, Span<float> curvature)
    {
        NetworkDescription description = network.Description;
        int count = pass.Samples?.Length ?? pass.Dataset.Count;
        int[] order = new int[count];
        var random = new PhiloxSequence(new Philox(pass.Seed, RandomPurpose.Curvature, (uint)pass.Epoch + ((uint)pass.Interval << 16)));
        Shuffle.Fill(order, ref random);
        int used = Math.Min(samples, count);

        var curved = CurvedNetwork.Of(network);
        foreach (int index in order.AsSpan(0, used))
        {
            curved.Add(pass.Dataset.Image(pass.Samples is null ? index : pass.Samples[index]));
        }

        foreach (ParameterDescription parameter in description.Parameters)
        {
            if (parameter.IsTrainable)
            {
                double[] sums = curved.Sums(parameter.Name);
                for (int i = 0; i < sums.Length; i++)
                {
                    curvature[parameter.Offset + i] = (float)(sums[i] / used);
                }
            }
        }
    }
}
