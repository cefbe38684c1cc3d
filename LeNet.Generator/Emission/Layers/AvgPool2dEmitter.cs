using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission.Layers;

internal sealed class AvgPool2dEmitter(AvgPool2dStep step) : Pool2dEmitter(step)
{
    protected override IEnumerable<string> ForwardEquations =>
    [
        step.Layer.Output is { Height: 1, Width: 1 } && step.Pool.Kernel == new Size2(step.Layer.Input.Height, step.Layer.Input.Width)
            ? "y[i] = the mean of x[i]"
            : "y[i,r,c] = the mean of x[i] over the window at r, c" + (HasPart ? ", of what lies inside the image" : ""),
    ];

    protected override string BackwardEquation =>
        $"∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂y[i,r,c] / {(HasPart ? "values inside the image" : CodeWriter.Invariant($"{Kernel.Area}"))}";

    protected override bool ReadsInput => false;

    /// <summary>Whether some windows are the mean of fewer values than others.</summary>
    private bool HasPart => step.Pool.Padding != default && !step.Average.CountIncludePad;

    protected override void BeginForward(KernelWriter kernel) =>
        kernel.Code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");

    protected override void ForwardTap(KernelWriter kernel, string value) => kernel.Code.Line($"sum += {value};");

    protected override string ForwardResult(KernelWriter kernel, PoolWindow window) => $"(sum * Create({Scale(step, window)}))";

    protected override void BeginBackward(KernelWriter kernel, PoolWindow window, WindowBuffer x) =>
        kernel.Code.Line($"g *= Create({Scale(step, window)}); // each of the {(HasPart && !window.IsWhole ? "" : CodeWriter.Invariant($"{Kernel.Area} "))}inputs has an equal share");

    protected override string BackwardTap(KernelWriter kernel, string tap) => "g";

    /// <summary>1 / values that a window is the mean of, rounded once.</summary>
    public static string Scale(AvgPool2dStep step, PoolWindow window) => window.IsWhole || step.Average.CountIncludePad
        ? KernelWriter.Literal(1f / step.Pool.Kernel.Area)
        : "1f / ((bottom - top) * (right - left))";
}
