using LeNet.Export.Loops.Functions;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Losses;

/// <summary>Softmax and negative log likelihood, as torch.nn.CrossEntropyLoss.</summary>
/// <param name="smoothing">The part of the target's weight that all classes share.</param>
/// <param name="classes">How many there are.</param>
internal sealed class CrossEntropyLoops(double smoothing, int classes) : ILossLoops
{
    // A single class has all the weight anyway.
    private readonly bool _isSmooth = smoothing != 0 && classes > 1;
    private readonly float _target = (float)(1 - smoothing);
    private readonly float _share = (float)(smoothing / classes);

    public string Equation => "log Σ_j exp(z[j] − max z) + max z − " + (_isSmooth
        ? FormattableString.Invariant($"Σ_k t[k] z[k] with t[k] = {_target} [k = label] + {_share}")
        : "z[label]");

    public string GradientEquation => $"(p[k] − {(_isSmooth ? "t[k]" : "[k = label]")})";

    public Variable WriteLoss(LossWriter loss)
    {
        LoopBuilder code = loss.Code;
        Variable max = loss.WriteMaximum();
        Expression ofLabel = loss.Z[loss.Label];
        if (_isSmooth)
        {
            Variable all = loss.WriteSum("all", k => loss.Z[k]);
            ofLabel = Fma(ofLabel, _target, all * _share);
        }

        Variable difference = code.Let("difference", max - ofLabel);
        Variable sum = loss.WriteExponentials(max);
        loss.WriteEach(k => loss.P[k] / sum);
        return code.Let("loss", difference + Logarithm.Log.At(sum));
    }

    public void WriteTarget(LossWriter loss) => loss.SubtractFromLabel(_isSmooth ? _target : 1f);

    public Expression Gradient(Expression p) => _isSmooth ? p - _share : p;
}
