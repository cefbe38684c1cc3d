namespace LeNet.Generator.Emission.Activations;

internal sealed class SigmoidEmitter : ActivationEmitter
{
    public override string Name => "Sigmoid";

    public override string Equation => "y = 1 / (1 + exp(−z))";

    public override string Derivative => "y − y²";

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.Sigmoid({span});";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("SigmoidGradient", WriteHelper)}({value}, {gradient})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g · sigmoid′(z), from y = sigmoid(z): sigmoid′(z) = y − y².</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} SigmoidGradient({kernel.Vector} y, {kernel.Vector} g) =>");
        kernel.Code.Line("    g * FusedMultiplyAdd(-y, y, y);");
    }
}
