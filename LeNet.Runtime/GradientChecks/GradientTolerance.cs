namespace LeNet.Runtime;

/// <summary>
/// How far a gradient in float may be from a finite difference in double. The reference's own backward pass is used here and nowhere else in a
/// check: for the size of the terms that a gradient is the sum of.
/// </summary>
/// <param name="exact">The reference after its backward pass.</param>
/// <param name="size">The size of the loss and of the sums that the logits are.</param>
/// <param name="rounded">References after a backward pass that rounded as float does, at random; made if they are wanted.</param>
internal sealed class GradientTolerance(ReferenceNetwork exact, double size, Lazy<ReferenceNetwork[]> rounded)
{
    /// <summary>
    /// Of the tensor's largest gradient: each is a sum of terms of which some are that large, or came through sums that are. It is hundreds of times
    /// float's 2⁻²⁴, as rounding adds up over layers, and far below what a mistake in a backward pass makes.
    /// </summary>
    private const double Relative = 5e-5;

    /// <summary>Roundings to half a unit in the last place, of the magnitudes of all terms of a sum, that remain where the terms cancel.</summary>
    private const double Roundings = 4;

    /// <summary>Units in the last place of double, of the size, that two losses may be off by.</summary>
    private const double LossUnits = 16;

    /// <summary>A float network may be farther off than a reference that rounds at random: its roundings depend on each other.</summary>
    private const double RoundingAllowance = 16;

    /// <summary>What is allowed at a value of a tensor.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="largest">Its largest gradient.</param>
    /// <param name="step">The step of the value's finite difference.</param>
    public double Usual(string name, double largest, double step)
    {
        double float32 = Math.Max(Relative * largest, Roundings * Math.ScaleB(Parameter(exact, name).Magnitude.Max(), -24));
        return Math.Max(float32, LossUnits * Math.ScaleB(size, -52) / step);
    }

    /// <summary>
    /// What is allowed at every value of a tensor because of this network's condition: where a normalisation divides by a variance near 0, for example, rounding
    /// does much more than usual, to the reference too. D. S. Parker: "Monte Carlo Arithmetic", UCLA 1997.
    /// </summary>
    /// <param name="name">The tensor.</param>
    public double OfCondition(string name)
    {
        double[] gradient = Parameter(exact, name).Gradient;
        return RoundingAllowance * rounded.Value.Max(network => gradient.Zip(Parameter(network, name).Gradient, (a, b) => Math.Abs(a - b)).Max());
    }

    private static ReferenceParameter Parameter(ReferenceNetwork network, string name) => network.Parameters.First(parameter => parameter.Name == name);
}
