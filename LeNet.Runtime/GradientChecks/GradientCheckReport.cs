namespace LeNet.Runtime;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="Loss">The samples' mean loss, as the network computes it.</param>
/// <param name="ReferenceLoss">The same in double precision.</param>
/// <param name="Margin">
/// How near a value is to where a derivative jumps, relative to the largest of its layer and sample; infinite if nothing jumps. Below 10⁻⁶ the network may
/// be on the other side by rounding alone.
/// </param>
/// <param name="Tensors">A check of each trainable parameter tensor, in the order of PyTorch's state dict.</param>
public sealed record GradientCheckReport(double Loss, double ReferenceLoss, double Margin, IReadOnlyList<TensorGradientCheck> Tensors)
{
    /// <summary>Whether the gradients of all tensors agree.</summary>
    public bool Passed => Tensors.All(tensor => tensor.Verdict == GradientVerdict.Agrees);
}

/// <summary>What became of a tensor in a gradient check.</summary>
public enum GradientVerdict
{
    /// <summary>Every value that was checked is as near as it must be.</summary>
    Agrees,

    /// <summary>At least one value is farther off.</summary>
    Differs,

    /// <summary>No value could be checked, as all of them are at kinks.</summary>
    Unchecked,
}

/// <summary>The gradient check of a parameter tensor.</summary>
/// <param name="Name">Its name in PyTorch's state dict.</param>
/// <param name="Shape">Its shape in PyTorch.</param>
/// <param name="Checked">Values compared.</param>
/// <param name="AtKinks">Values that were to be compared, but near which some derivative jumps even at the smallest step, so that there is nothing to compare with.</param>
/// <param name="LargestGradient">The largest magnitude of a finite difference.</param>
/// <param name="Verdict">Whether they agree.</param>
public sealed record TensorGradientCheck(
    string Name, IReadOnlyList<int> Shape, int Checked, int AtKinks, double LargestGradient, GradientVerdict Verdict)
{
    /// <summary>Of the values checked, the one whose difference is the largest part of what is allowed; null if there is none.</summary>
    public GradientDifference? Worst { get; init; }

    /// <summary>Whether all of the gradient is zero but for rounding, as of a bias that a normalisation takes away again.</summary>
    public bool IsZero => LargestGradient <= (Worst?.Allowed ?? 0);

    /// <summary>The difference of <see cref="Worst"/> relative to <see cref="LargestGradient"/>; NaN if there is none, or if that is zero but for rounding.</summary>
    public double RelativeDifference => Worst is null || IsZero ? double.NaN : Worst.Difference / LargestGradient;
}

/// <summary>A value's gradient in two ways.</summary>
/// <param name="Index">Where in the tensor it is, one number for each of its axes.</param>
/// <param name="Computed">What the network's backward pass gives.</param>
/// <param name="Expected">What finite differences give.</param>
/// <param name="Allowed">How far these may be apart.</param>
public sealed record GradientDifference(IReadOnlyList<int> Index, float Computed, double Expected, double Allowed)
{
    /// <summary>How far they are apart.</summary>
    public double Difference => Math.Abs(Computed - Expected);
}
