using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>What a reference network makes of an image in evaluation.</summary>
internal static class ReferenceLogits
{
    public static double[] Logits(this ReferenceNetwork network, ReadOnlySpan<byte> image) =>
        network.Layers.Aggregate(network.Preprocessing.Input(image), (x, layer) => layer.Forward(x));

    /// <summary><see cref="ReferenceLayer.Magnitude"/> of the last sums on the way to the logits: what these may be small differences of.</summary>
    public static double LogitsMagnitude(this ReferenceNetwork network, ReadOnlySpan<byte> image)
    {
        double[] x = network.Preprocessing.Input(image);
        double magnitude = 0;
        foreach (ReferenceLayer layer in network.Layers)
        {
            magnitude = layer.Magnitude(x) is > 0 and double own ? own : magnitude;
            x = layer.Forward(x);
        }

        return magnitude;
    }
}
