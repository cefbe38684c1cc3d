namespace LeNet.Generator.Emission.Activations;

internal sealed class LeakyReluEmitter(LeakyRelu activation) : ActivationEmitter
{
    private readonly string _slope = KernelWriter.Literal(activation.NegativeSlope);

    public override string Name => "LeakyRelu";

    public override string Equation => CodeWriter.Invariant($"y = z where z > 0, else {activation.NegativeSlope} · z");

    public override string Derivative => CodeWriter.Invariant($"1 where y > 0, else {activation.NegativeSlope}");

    public override string Apply(KernelWriter kernel, string z) => $"{kernel.Helper("LeakyRelu", WriteHelper)}({z}, {_slope})";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("LeakyReluGradient", WriteGradientHelper)}({value}, {gradient}, {_slope})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>z where it is positive, else slope · z.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} LeakyRelu({kernel.Vector} z, float slope) =>");
        kernel.Code.Line($"    ConditionalSelect(GreaterThan(z, {kernel.Vector}.Zero), z, z * Create(slope));");
    }

    private static void WriteGradientHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g where y = leaky_relu(z) is positive, which it is where z is, else slope · g.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} LeakyReluGradient({kernel.Vector} y, {kernel.Vector} g, float slope) =>");
        kernel.Code.Line($"    ConditionalSelect(GreaterThan(y, {kernel.Vector}.Zero), g, g * Create(slope));");
    }
}
