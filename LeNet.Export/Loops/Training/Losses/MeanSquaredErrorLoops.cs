using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Losses;

/// <summary>The mean over classes of the squared difference from the one-hot target, as torch.nn.MSELoss.</summary>
/// <param name="classes">How many there are.</param>
internal sealed class MeanSquaredErrorLoops(int classes) : ILossLoops
{
    public string Equation => FormattableString.Invariant($"Σ_k (z[k] − [k = label])² / {classes}");

    public string GradientEquation => FormattableString.Invariant($"2 (z[k] − [k = label]) / {classes}");

    public Variable WriteLoss(LossWriter loss)
    {
        LoopBuilder code = loss.Code;
        loss.WriteEach(k => loss.Z[k]);
        loss.SubtractFromLabel(1f);
        Variable error = code.Var("error", 0f);
        using (code.For("k", loss.P, out Variable k))
        {
            code.Set(error, Fma(loss.P[k], loss.P[k], error));
        }

        return code.Let("loss", error * (float)(1.0 / classes));
    }

    public void WriteTarget(LossWriter loss)
    {
        // The differences that the loss is made of tell the gradient as they are.
    }

    public Expression Gradient(Expression p) => p * (float)(2.0 / classes);
}
