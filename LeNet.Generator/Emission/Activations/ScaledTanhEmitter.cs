namespace LeNet.Generator.Emission.Activations;

internal sealed class ScaledTanhEmitter : ActivationEmitter
{
    private const double Amplitude = 1.7159;

    private const double Slope = 2.0 / 3;

    public override string Name => "ScaledTanh";

    public override string Equation => "y = 1.7159 tanh(2z/3)";

    public override string Derivative => "2/3 · (1.7159 − y² / 1.7159)";

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.ScaledTanh({span});";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("ScaledTanhGradient", WriteHelper)}({value}, {gradient})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g · f′(z), from y = f(z) = 1.7159 tanh(2z/3): f′(z) = 2/3 · (1.7159 − y² / 1.7159).</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} ScaledTanhGradient({kernel.Vector} y, {kernel.Vector} g) =>");
        kernel.Code.Line($"    g * FusedMultiplyAdd(y * Create({KernelWriter.Literal(-Slope / Amplitude)}), y, Create({KernelWriter.Literal(Slope * Amplitude)}));");
    }
}
