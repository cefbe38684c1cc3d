namespace LeNet.Testing.Reference;

/// <summary>
/// How far a float network may be from a double one: a difference relative to the largest magnitude in its tensor.
/// </summary>
internal static class Tolerances
{
    public const double Logits = 1e-5;

    public const double Loss = 1e-5;

    public const double Gradients = 5e-5;

    public const double Weights = 5e-5;

    /// <summary>
    /// Of probabilities, from the float logits on: their sum rounds once for every class, and always the same way where many logits are alike.
    /// </summary>
    public static double Probabilities(int classes) => 1e-6 + Math.ScaleB(classes, -24);

    /// <summary>Below the smallest normal float, digits are lost one by one: an activation's tail is 0 where the double one is not yet.</summary>
    public static readonly double Underflow = Math.ScaleB(1, -126);

    /// <summary>
    /// What no float sum can be closer than, where its terms cancel: a few units in the last place of their magnitudes' sum.
    /// A bias that moves all logits alike has the gradient 0, for example, as a sum of terms that are not.
    /// </summary>
    public static double Rounding(double magnitude) => 4 * Math.ScaleB(magnitude, -24);
}
