namespace LeNet.Generator.Emission.Activations;

internal sealed class ReluEmitter : ActivationEmitter
{
    public override string Name => "Relu";

    public override string Equation => "y = max(0, z)";

    public override string Derivative => "1 where y > 0, else 0";

    public override string Apply(KernelWriter kernel, string z) => $"{kernel.Helper("Relu", WriteHelper)}({z})";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("ReluGradient", WriteGradientHelper)}({value}, {gradient})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>max(0, z); not a number stays so, as in PyTorch.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} Relu({kernel.Vector} z) =>");
        kernel.Code.Line($"    ConditionalSelect(LessThan(z, {kernel.Vector}.Zero), {kernel.Vector}.Zero, z);");
    }

    private static void WriteGradientHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g where y = relu(z) is positive, else 0.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} ReluGradient({kernel.Vector} y, {kernel.Vector} g) =>");
        kernel.Code.Line($"    ConditionalSelect(GreaterThan(y, {kernel.Vector}.Zero), g, {kernel.Vector}.Zero);");
    }
}
