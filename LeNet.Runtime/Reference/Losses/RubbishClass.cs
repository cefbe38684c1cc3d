namespace LeNet.Runtime;

/// <summary>
/// LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", 1998, equation 9, of one sample:
/// y[label] + log(e^−j + Σ_i e^−y[i]), where the penalties y are the logits' negatives.
/// </summary>
internal sealed class RubbishClass(double j) : ReferenceLoss
{
    public override double Of(double[] logits, int label)
    {
        double least = Math.Min(j, logits.Min(logit => -logit));
        double sum = Math.Exp(least - j) + logits.Sum(logit => Math.Exp(least + logit));
        return -logits[label] + Math.Log(sum) - least;
    }

    public override double[] Gradient(double[] logits, int label)
    {
        double[] posterior = Probabilities([.. logits, -j]);
        return [.. logits.Select((_, k) => posterior[k] - (k == label ? 1 : 0))];
    }
}
