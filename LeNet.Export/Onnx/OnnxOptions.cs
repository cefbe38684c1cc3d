namespace LeNet.Export.Onnx;

/// <summary>What goes into a model besides the layers.</summary>
/// <param name="Preprocessing">Whether the model takes raw 8-bit images; else it takes what the first layer does.</param>
/// <param name="Probabilities">Whether it gives probabilities beside the logits.</param>
/// <param name="OperatorSet">The version of ONNX's operator set, from <see cref="OldestOperatorSet"/> to <see cref="NewestOperatorSet"/>.</param>
/// <param name="Batch">How many samples go in at once, 1 or more; null for any number.</param>
public sealed record OnnxOptions(bool Preprocessing = false, bool Probabilities = true, int OperatorSet = OnnxOptions.DefaultOperatorSet, int? Batch = null)
{
    /// <summary>The first operator set in which all that is written here means the same as today.</summary>
    public const int OldestOperatorSet = 11;

    /// <summary>The operator set if none is named: the first one with LayerNormalization, which tools of several years know.</summary>
    public const int DefaultOperatorSet = 17;

    /// <summary>The last operator set that was tried.</summary>
    public const int NewestOperatorSet = 25;

    /// <summary>What is wrong with a version of the operator set, or null.</summary>
    public static string? CheckOperatorSet(int version) => version switch
    {
        < OldestOperatorSet => FormattableString.Invariant(
            $"operator set {version} has no Gemm without a bias and no Pad by an input; take {OldestOperatorSet} to {NewestOperatorSet}"),
        > NewestOperatorSet => FormattableString.Invariant(
            $"operator set {version} is newer than this exporter, which cannot know what changed in it; take {OldestOperatorSet} to {NewestOperatorSet}"),
        _ => null,
    };
}
