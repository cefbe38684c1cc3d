namespace LeNet.Runtime;

/// <summary>torch.nn.CrossEntropyLoss of one sample: −Σ_k t[k] log softmax(logits)[k], where t shares the smoothing among all classes.</summary>
internal sealed class SoftmaxCrossEntropy(double labelSmoothing) : ReferenceLoss
{
    public override double Of(double[] logits, int label)
    {
        double max = logits.Max();
        double logOfSum = Math.Log(logits.Sum(logit => Math.Exp(logit - max))) + max;
        return logits.Select((logit, k) => Target(k, label, logits.Length) * (logOfSum - logit)).Sum();
    }

    public override double[] Gradient(double[] logits, int label) =>
        [.. Probabilities(logits).Select((probability, k) => probability - Target(k, label, logits.Length))];

    private double Target(int k, int label, int classes) => (k == label ? 1 - labelSmoothing : 0) + (labelSmoothing / classes);
}
