using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>The losses that an architecture file may name.</summary>
internal static class LossKinds
{
    public static readonly Key<double> LabelSmoothing = Key.Optional(
        "label_smoothing", new NumberValue(0, 1), "the part of the target's weight that all classes share equally; 0 by default", defaultJson: "0");

    /// <summary>The paper says only that it is positive; with a small one the right class is pulled as hard as by the distance alone.</summary>
    public static readonly Key<double> J = Key.Optional(
        "j", new NumberValue(0, 1000), "the penalty of the class for rubbish; 0.1 by default", defaultJson: "0.1");

    public static readonly IReadOnlyList<Kind<Loss>> All =
    [
        new(
            "cross_entropy",
            "Softmax and negative log likelihood, as torch.nn.CrossEntropyLoss",
            fields => new CrossEntropy(fields.Get(LabelSmoothing)),
            loss => loss is CrossEntropy own ? [LabelSmoothing.Of(own.LabelSmoothing)] : null,
            LabelSmoothing),
        Kind<Loss>.Plain<MeanSquaredError>("mse", "The mean square of the logits less the one-hot target, as torch.nn.MSELoss"),
        new(
            "discriminative_rbf",
            "The discriminative criterion of LeCun et al. 1998, equation 9",
            fields => new DiscriminativeRbf(fields.Get(J, otherwise: 0.1)),
            loss => loss is DiscriminativeRbf own ? [J.Of(own.RubbishPenalty)] : null,
            J),
    ];

    /// <summary>What would read back as the loss, its type first, defaults written out.</summary>
    public static IEnumerable<Setting> Settings(Loss loss) => All
        .Select(kind => kind.Settings(loss)?.Prepend(new Setting("type", $"\"{kind.Name}\"")))
        .First(settings => settings is not null)!;
}
