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
}
