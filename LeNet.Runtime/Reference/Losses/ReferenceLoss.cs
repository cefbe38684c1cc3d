namespace LeNet.Runtime;

/// <summary>A loss of one sample in double precision.</summary>
internal abstract class ReferenceLoss
{
    /// <summary>The losses: the one place that lists them.</summary>
    /// <exception cref="NotSupportedException">The network has another, or one with a key that the reference does not know.</exception>
    public static ReferenceLoss Of(NetworkDescription network)
    {
        var settings = Settings.Parse(network.LossSettings);
        ReferenceLoss loss = network.Loss switch
        {
            "cross_entropy" => new SoftmaxCrossEntropy(settings.Number("label_smoothing", otherwise: 0)),
            "mse" => new SquaredError(),
            "discriminative_rbf" => new RubbishClass(settings.Number("j")),
            _ => throw new NotSupportedException($"loss: the reference does not know \"{network.Loss}\"."),
        };
        ReferenceLayers.RequireAllRead("loss", settings);
        return loss;
    }

    public abstract double Of(double[] logits, int label);

    /// <summary>∂ loss / ∂ logits.</summary>
    public abstract double[] Gradient(double[] logits, int label);

    /// <summary>torch.softmax.</summary>
    public static double[] Probabilities(double[] logits)
    {
        double max = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - max));
        return Array.ConvertAll(logits, logit => Math.Exp(logit - max) / sum);
    }
}
