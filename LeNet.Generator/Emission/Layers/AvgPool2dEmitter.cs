using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission.Layers;

internal sealed class AvgPool2dEmitter(AvgPool2dStep step) : Pool2dEmitter(step)
{
    protected override string ForwardEquation => $"y[i,r,c] = the mean of x[i] over the window at r, c";

    protected override string BackwardEquation => $"∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂y[i,r,c] / {Kernel.Area}";

    protected override bool ReadsInput => false;

    /// <summary>1 / window, rounded once.</summary>
    private string Scale => KernelWriter.Literal(1f / Kernel.Area);

    protected override void BeginForward(KernelWriter kernel) =>
        kernel.Code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");

    protected override void ForwardTap(KernelWriter kernel, string value) => kernel.Code.Line($"sum += {value};");

    protected override string ForwardResult(KernelWriter kernel) => $"(sum * Create({Scale}))";

    protected override void BeginBackward(KernelWriter kernel) =>
        kernel.Code.Line($"g *= Create({Scale}); // each of the {Kernel.Area} inputs has an equal share");

    protected override string BackwardTap(KernelWriter kernel, string tap) => "g";
}
