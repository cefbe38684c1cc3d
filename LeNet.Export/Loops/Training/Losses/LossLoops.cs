using LeNet.Export.Loops.Functions;
using LeNet.Export.Networks;
using LeNet.Runtime;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Losses;

/// <summary>A sample's loss and its gradient: the kinds are in one place, and a kind is a function of (z, p, label, weight).</summary>
internal static class LossLoops
{
    private static readonly Dictionary<string, Func<Settings, int, ILossLoops>> Kinds = new(StringComparer.Ordinal)
    {
        ["cross_entropy"] = (keys, classes) => new CrossEntropyLoops(keys.Number("label_smoothing", 0), classes),
        ["mse"] = (_, classes) => new MeanSquaredErrorLoops(classes),
        ["discriminative_rbf"] = (keys, _) => new DiscriminativeRbfLoops((float)keys.Number("j", 0.1)),
    };

    /// <summary>The function of a network's loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="last">The activation of the logits; null for none.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <exception cref="ExportException">The loss is not known, or has a key that is not.</exception>
    public static LoopFunction Of(ExportedNetwork network, ActivationGradient? last, string format)
    {
        var keys = Settings.Parse(network.Description.LossSettings);
        int classes = network.Description.Classes;
        string type = keys.Text("type");
        ILossLoops kind = Kinds.TryGetValue(type, out Func<Settings, int, ILossLoops>? of)
            ? of(keys, classes)
            : throw new ExportException("loss", $"the loss {type} cannot be trained in {format}; it can be {string.Join(", ", Kinds.Keys)}");
        if (keys.Unread.FirstOrDefault() is { } unknown)
        {
            throw new ExportException("loss", $"export to {format} does not know the key \"{unknown}\" of {type}");
        }

        var loss = new LossWriter(classes);
        LoopBuilder code = loss.Code;
        Variable value = kind.WriteLoss(loss);
        kind.WriteTarget(loss);
        using (code.For("k", classes, out Variable k))
        {
            Variable g = code.Let("g", kind.Gradient(loss.P[k]) * loss.Weight);
            code.Store(loss.Z, k, last is null ? g : last.Of(loss.Z[k], g));
        }

        code.Return(value);
        string derivative = last is null ? "" : $" times the derivative of the last layer's activation, {last.Equation}";
        return new LoopFunction(
            "LossGradient",
            $"{kind.Equation}; z gets the gradient, {kind.GradientEquation} · weight{derivative}",
            Scalar.Float,
            [(ArrayParameter)loss.Z, (ArrayParameter)loss.P],
            [loss.Label, loss.Weight],
            code.Statements);
    }
}

/// <summary>A kind of loss.</summary>
internal interface ILossLoops
{
    /// <summary>The loss as a formula.</summary>
    string Equation { get; }

    /// <summary>The gradient as a formula.</summary>
    string GradientEquation { get; }

    /// <summary>Writes the statements that compute the loss.</summary>
    Variable WriteLoss(LossWriter loss);

    /// <summary>Writes the statements after which p tells the gradient.</summary>
    void WriteTarget(LossWriter loss);

    /// <summary>The gradient of a logit, from its p.</summary>
    Expression Gradient(Expression p) => p;
}

/// <summary>The statements of a loss.</summary>
/// <param name="classes">How many logits there are.</param>
internal sealed class LossWriter(int classes)
{
    /// <summary>The logits.</summary>
    public LoopArray Z { get; } = new ArrayParameter("z", ElementType.Float, classes, IsResult: true);

    /// <summary>Memory for as many: probabilities, or what a kind has in their place.</summary>
    public LoopArray P { get; } = new ArrayParameter("p", ElementType.Float, classes, IsResult: true);

    /// <summary>The sample's class.</summary>
    public Variable Label { get; } = new("label", Scalar.Integer);

    /// <summary>The sample's part of the batch's loss.</summary>
    public Variable Weight { get; } = new("weight", Scalar.Float);

    /// <summary>The statements.</summary>
    public LoopBuilder Code { get; } = new();

    /// <summary>The greatest logit.</summary>
    public Variable WriteMaximum()
    {
        Variable max = Code.Var("max", Z[0]);
        using (Code.For("k", 1, classes, out Variable k))
        {
            Code.Set(max, Select(Z[k] > max, Z[k], max));
        }

        return max;
    }

    /// <summary>The sum of something over classes.</summary>
    public Variable WriteSum(string name, Func<Variable, Expression> term)
    {
        Variable sum = Code.Var(name, 0f);
        using (Code.For("k", classes, out Variable k))
        {
            Code.Set(sum, sum + term(k));
        }

        return sum;
    }

    /// <summary>p[k] = exp(z[k] − max), and their sum.</summary>
    public Variable WriteExponentials(Variable max)
    {
        Variable sum = Code.Var("sum", 0f);
        using (Code.For("k", classes, out Variable k))
        {
            Code.Store(P, k, ExponentialFunctions.Exp.At(Z[k] - max));
            Code.Set(sum, sum + P[k]);
        }

        return sum;
    }

    /// <summary>Changes every p.</summary>
    public void WriteEach(Func<Variable, Expression> value)
    {
        using (Code.For("k", classes, out Variable k))
        {
            Code.Store(P, k, value(k));
        }
    }

    /// <summary>Subtracts from p of the label.</summary>
    public void SubtractFromLabel(Expression target) => Code.Store(P, Label, P[Label] - target);
}
