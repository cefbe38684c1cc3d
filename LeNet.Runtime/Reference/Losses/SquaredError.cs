namespace LeNet.Runtime;

/// <summary>torch.nn.MSELoss of one sample and its one-hot target: the mean of the squared differences.</summary>
internal sealed class SquaredError : ReferenceLoss
{
    public override double Of(double[] logits, int label) => logits.Select((logit, k) => Math.Pow(logit - (k == label ? 1 : 0), 2)).Average();

    public override double[] Gradient(double[] logits, int label) =>
        [.. logits.Select((logit, k) => 2 * (logit - (k == label ? 1 : 0)) / logits.Length)];
}
