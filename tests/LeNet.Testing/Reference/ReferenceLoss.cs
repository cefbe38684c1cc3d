using LeNet.Generator.Architecture;

namespace LeNet.Testing.Reference;

/// <summary>A loss of one sample in double precision.</summary>
internal abstract class ReferenceLoss
{
    public static ReferenceLoss For(Loss loss) => loss switch
    {
        CrossEntropy crossEntropy => new SoftmaxCrossEntropy(crossEntropy.LabelSmoothing),
        MeanSquaredError => new SquaredError(),
        DiscriminativeRbf rbf => new RubbishClass(rbf.RubbishPenalty),
        _ => throw new NotSupportedException($"No reference for {loss.Name}."),
    };

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
