namespace LeNet.Runtime;

/// <summary>The second derivatives of a loss of one sample with respect to its logits, which do not depend on the label.</summary>
/// <param name="rubbish">The constant of the rubbish class, or null without one.</param>
/// <param name="isSquared">Whether it is the mean of squared differences.</param>
internal sealed class CurvedLoss(double? rubbish, bool isSquared)
{
    /// <summary>That of a network.</summary>
    public static CurvedLoss Of(NetworkDescription network) => new(
        network.Loss == "discriminative_rbf" ? Settings.Parse(network.LossSettings).Number("j") : null,
        network.Loss == "mse");

    /// <summary>Whether a layer's outputs are what the loss takes as the classes' penalties, with their signs turned.</summary>
    public static bool IsOfPenalties(NetworkDescription network, LayerDescription layer) =>
        network.Loss != "mse" && ReferenceEquals(layer, network.Layers[^1]) && !Settings.Parse(layer.Settings).Has("activation");

    /// <summary>2 / classes for squared differences; else p (1 − p), p being the probability of each class.</summary>
    public double[] Curvature(double[] logits)
    {
        if (isSquared)
        {
            return [.. logits.Select(_ => 2.0 / logits.Length)];
        }

        float[] all = [.. logits.Select(logit => (float)logit), .. rubbish is { } j ? [(float)-j] : Array.Empty<float>()];
        float[] probabilities = new float[all.Length];
        Softmax.Compute(all, probabilities, temperature: 1);
        return [.. probabilities.Take(logits.Length).Select(p => p * (1.0 - p))];
    }
}
