namespace LeNet.Generator.Emission.Activations;

internal sealed class EluEmitter(Elu activation) : ActivationEmitter
{
    private readonly string _alpha = KernelWriter.Literal(activation.Alpha);

    public override string Name => "Elu";

    public override string Equation => CodeWriter.Invariant($"y = z where z > 0, else {activation.Alpha} · (exp(z) − 1)");

    public override string Derivative => CodeWriter.Invariant($"1 where y > 0, else y + {activation.Alpha}");

    public override bool InRegister => false;

    public override string ApplyToSpan(string span) => $"LaneMath.Elu({span}, {_alpha});";

    public override string ApplyDerivative(KernelWriter kernel, string value, string gradient) =>
        $"{kernel.Helper("EluGradient", WriteHelper)}({value}, {gradient}, {_alpha})";

    private static void WriteHelper(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>g · elu′(z), from y = elu(z): elu′(z) = 1 where y is positive, else α exp(z) = y + α.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} EluGradient({kernel.Vector} y, {kernel.Vector} g, float alpha) =>");
        kernel.Code.Line($"    ConditionalSelect(GreaterThan(y, {kernel.Vector}.Zero), g, g * (y + Create(alpha)));");
    }
}
