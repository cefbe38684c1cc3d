namespace LeNet.Testing.Reference;

/// <summary>torch.nn.CrossEntropyLoss of one sample: −log softmax(logits)[label].</summary>
internal static class SoftmaxCrossEntropy
{
    public static double Loss(double[] logits, int label)
    {
        double max = logits.Max();
        return Math.Log(logits.Sum(logit => Math.Exp(logit - max))) + max - logits[label];
    }

    public static double[] Probabilities(double[] logits)
    {
        double max = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - max));
        return Array.ConvertAll(logits, logit => Math.Exp(logit - max) / sum);
    }

    /// <summary>∂ loss / ∂ logits.</summary>
    public static double[] Gradient(double[] logits, int label)
    {
        double[] gradient = Probabilities(logits);
        gradient[label] -= 1;
        return gradient;
    }
}
