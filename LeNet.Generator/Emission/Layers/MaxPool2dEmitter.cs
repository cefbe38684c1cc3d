using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission.Layers;

internal sealed class MaxPool2dEmitter(MaxPool2dStep step) : Pool2dEmitter(step)
{
    protected override IEnumerable<string> ForwardEquations => ["y[i,r,c] = the maximum of x[i] over the window at r, c; not a number wins, as in PyTorch"];

    protected override string BackwardEquation => "∂L/∂x[i,p,q] = Σ of ∂L/∂y[i,r,c] over the windows whose first maximum is at p, q";

    protected override bool ReadsInput => true;

    protected override void BeginForward(KernelWriter kernel) =>
        kernel.Code.Line($"{kernel.Vector} best = Create(float.NegativeInfinity);");

    protected override void ForwardTap(KernelWriter kernel, string value) =>
        kernel.Code.Line($"best = {kernel.Helper("Greater", WriteGreater)}(best, {value});");

    protected override string ForwardResult(KernelWriter kernel, PoolWindow window) => "best";

    protected override void BeginBackward(KernelWriter kernel, PoolWindow window, WindowBuffer x)
    {
        kernel.Code.Line("// which tap holds the first maximum");
        kernel.Code.Line($"{kernel.Vector} best = Create(float.NegativeInfinity);");
        kernel.Code.Line($"{kernel.Vector} winner = {kernel.Vector}.Zero;");
        window.ForEach(kernel.Code, tap => kernel.Code.Line(
            $"{kernel.Helper("Compete", WriteCompeteHelper)}(Create({tap.Slice(x, "xs")}), Create((float){tap.Number}), ref best, ref winner);"));
    }

    protected override string BackwardTap(KernelWriter kernel, string tap) =>
        $"ConditionalSelect({kernel.VectorClass}.Equals(winner, Create((float){tap})), g, {kernel.Vector}.Zero)";

    internal static void WriteGreater(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>The greater of two; the first of equal ones; a value that is not a number wins.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {kernel.Vector} Greater({kernel.Vector} best, {kernel.Vector} x) =>");
        kernel.Code.Line($"    ConditionalSelect(GreaterThan(x, best) | ~{kernel.VectorClass}.Equals(x, x), x, best);");
    }

    private static void WriteCompeteHelper(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>Makes x the winner of a window where it is greater than the best before it.</summary>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (code.Block($"private static void Compete({kernel.Vector} x, {kernel.Vector} tap, ref {kernel.Vector} best, ref {kernel.Vector} winner)"))
        {
            code.Line($"{kernel.Vector} wins = GreaterThan(x, best) | ~{kernel.VectorClass}.Equals(x, x);");
            code.Line("best = ConditionalSelect(wins, x, best);");
            code.Line("winner = ConditionalSelect(wins, tap, winner);");
        }
    }
}
