namespace LeNet.Generator.Emission.Activations;

internal sealed class NoActivationEmitter : ActivationEmitter
{
    public override string Name => "";

    public override string Equation => "y = z";

    public override string Derivative => "1";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) => gradient;
}
