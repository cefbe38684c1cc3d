using LeNet.Export.Loops.Functions;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Losses;

/// <summary>LeCun et al. 1998, equation 9, with the penalties y = −z: a softmax over the classes and one for rubbish, whose logit is always −j.</summary>
/// <param name="penalty">j.</param>
internal sealed class DiscriminativeRbfLoops(float penalty) : ILossLoops
{
    private Variable? _share;

    public string Equation => FormattableString.Invariant($"log(exp(−j) + Σ_i exp(z[i])) − z[label] with j = {penalty} (LeCun et al. 1998, equation 9, y = −z)");

    public string GradientEquation => "(exp(z[k]) / (exp(−j) + Σ_i exp(z[i])) − [k = label])";

    public Variable WriteLoss(LossWriter loss)
    {
        LoopBuilder code = loss.Code;
        Variable max = loss.WriteMaximum();
        code.Remark("the class for rubbish may have the greatest logit of all");
        Variable greatest = code.Let("greatest", Select(-penalty > max, -penalty, max));
        Variable difference = code.Let("difference", greatest - loss.Z[loss.Label]);
        Variable sum = loss.WriteExponentials(max);
        loss.WriteEach(k => loss.P[k] / sum);
        code.Remark("what the classes have of the posterior, and rubbish has not");
        Variable classes = code.Let("classes", BackwardWriter.Product(sum, ExponentialFunctions.Exp.At(max - greatest)));
        Variable total = code.Let("total", classes + ExponentialFunctions.Exp.At(-penalty - greatest));
        _share = code.Let("share", classes / total);
        return code.Let("loss", difference + Logarithm.Log.At(total));
    }

    public void WriteTarget(LossWriter loss)
    {
        loss.WriteEach(k => loss.P[k] * _share!);
        loss.SubtractFromLabel(1f);
    }
}
