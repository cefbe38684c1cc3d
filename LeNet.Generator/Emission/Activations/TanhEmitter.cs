namespace LeNet.Generator.Emission.Activations;

internal sealed class TanhEmitter : ActivationEmitter
{
    public override string Name => "Tanh";

    public override string Equation => "y = tanh(z)";

    public override string Derivative => "1 − y²";

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.Tanh({span});";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("TanhGradient", WriteHelper)}({value}, {gradient})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g · tanh′(z), from y = tanh(z): tanh′(z) = 1 − y².</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} TanhGradient({kernel.Vector} y, {kernel.Vector} g) =>");
        kernel.Code.Line($"    g * FusedMultiplyAdd(-y, y, {kernel.Vector}.One);");
    }
}
