namespace LeNet.Generator.Emission.Activations;

internal sealed class GeluEmitter(Gelu activation) : ActivationEmitter
{
    public override string Name => "Gelu";

    public override string Equation => activation.IsApproximate
        ? "y = z σ(w) with σ(w) = 1 / (1 + exp(−w)) = (1 + tanh(w/2)) / 2, w = 2 √(2/π) (z + 0.044715 z³)"
        : "y = z Φ(z) with Φ(z) = (1 + erf(z / √2)) / 2";

    public override string Derivative => activation.IsApproximate
        ? "σ(w) (1 + z (1 − σ(w)) · 2 √(2/π) (1 + 3 · 0.044715 z²))"
        : "Φ(z) + z exp(−z²/2) / √(2π)";

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.{Function}({span});";

    public override string ApplyDerivativeToSpan(string z, string gradient) => $"LaneMath.{Function}Gradient({z}, {gradient});";

    private string Function => activation.IsApproximate ? "GeluTanh" : "Gelu";
}
