namespace LeNet.Generator.Emission.Activations;

internal sealed class SiluEmitter : ActivationEmitter
{
    public override string Name => "Silu";

    public override string Equation => "y = z σ(z) with σ(z) = 1 / (1 + exp(−z))";

    public override string Derivative => "σ(z) (1 + z (1 − σ(z)))";

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.Silu({span});";

    public override string ApplyDerivativeToSpan(string z, string gradient) => $"LaneMath.SiluGradient({z}, {gradient});";
}
