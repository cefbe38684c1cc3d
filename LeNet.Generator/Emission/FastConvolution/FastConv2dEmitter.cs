using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.FastConvolution;

/// <summary>
/// Convolution with fewer products: weights, inputs and output gradients are taken to the points of a <see cref="CookToom"/> form, where each of the three
/// convolutions is a sum of products point by point; only the sums come back. This file gathers its kernels, the others write them.
/// </summary>
internal sealed partial class FastConv2dEmitter(Conv2dStep step, FastForm form) : Conv2dEmitter(step)
{
    private readonly Conv2dStep _step = step;
    private readonly CookToom _toom = form.Toom;
    private readonly Shape _in = step.Layer.Input;
    private readonly Shape _out = step.Layer.Output;
    private readonly Size2 _kernel = step.Convolution.Kernel;

    /// <summary>From a channel of x at a point to the next, in floats.</summary>
    private readonly int _pointFloats = FastMemory.PointRows(step) * form.Tiles * Lanes;

    /// <summary>From a channel of ∂L/∂z at a point to the next, in floats.</summary>
    private readonly int _slopeFloats = step.Layer.Output.Height * form.Tiles * Lanes;

    /// <summary>From a point of the weights to the next, in floats.</summary>
    private readonly int _weightFloats = step.Layer.Input.Channels * step.Convolution.Kernel.Height;

    /// <summary>From a point of x to the next.</summary>
    private int PointStride => _in.Channels * _pointFloats;

    private int RowFloats => form.Tiles * Lanes;

    /// <summary>From an output channel's weights at the points to the next one's.</summary>
    private int OutputWeights => _toom.Points * _weightFloats;

    private string PointsMethod => $"PointsOf{Title}";

    protected override string Algorithm => CodeWriter.Invariant($"{_toom.Points} for {_toom.Outputs} columns that take {_toom.Outputs * _toom.Taps} directly");

    protected override bool JoinsBiasGradient => true;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target) =>
    [
        new KernelMethod(
            $"Prepare{Title}",
            Phase.Prepare,
            $"{_step.Name}: the weights at the points of {_toom}, once for all tiles.",
            [$"W[o,p,i,u] = Σ_v G[p,v] · w[o,i,u,v], G[p,v] = p^v / Π_q (p − q) over the other points q; at ∞ it is w[o,i,u,{_toom.Taps - 1}]"],
            WritePrepare),
        .. base.Methods(target),
        new KernelMethod(
            PointsMethod,
            Phase.Helper,
            $"{_step.Name}: a tile of {_toom.Points} columns of x → its values at the points, for every tile of every row.",
            ["X[i,p,r,t] = Σ_k B[p,k] · x[i,r,c+k], B[p,k] the coefficients of Π_q (x − q) over the other points q; at ∞ over all"],
            WritePoints) { Signature = "ReadOnlySpan<float> x, Span<float> points" },
    ];

    /// <summary>Weights are few, and lie so that a loop over them is short.</summary>
    private void WritePrepare(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var rows = _in.Channels * _kernel.Height;
        kernel.Declare("weight", _step.Weight);
        DeclareWeights(kernel, isWritten: true);
        code.Line();
        using (code.Loop("o", _out.Channels))
        using (code.Loop("k", rows))
        {
            code.Line($"ReadOnlySpan<float> w = weight.Slice({Sum(Times("o", rows * _kernel.Width), Times("k", _kernel.Width))}, {_kernel.Width}); // a row of a kernel");
            code.Line($"Span<float> ws = pointWeights.Slice({Sum(Times("o", OutputWeights), "k")}, {((_toom.Points - 1) * rows) + 1});");
            TransformWriter.OfFloats(code, _toom).WriteToPoints(_toom.Kernel, v => CodeWriter.Invariant($"w[{v}]"), (point, result) => CodeWriter.Invariant($"ws[{point * rows}] = {result};"));
        }
    }

    private void WritePoints(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = _step.Input;
        using (code.ClosedLoop("i", _in.Channels))
        using (code.Loop("r", FastMemory.PointRows(_step)))
        using (code.Loop("tile", form.Tiles))
        {
            DeclareColumn(code, form);
            using (kernel.LaneLoop())
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("i", x.ChannelFloats), Times("r", x.RowFloats), Times("c", Lanes))}{kernel.Lane}, {((_toom.Points - 1) * Lanes) + kernel.Width});");
                code.Line($"Span<float> ps = points.Slice({Sum(Times("i", _pointFloats), Times("r", RowFloats), Times("tile", Lanes))}{kernel.Lane}, {((_toom.Points - 1) * PointStride) + kernel.Width});");
                WriteLoads(kernel, "x", "xs", _toom.Points);
                TransformWriter.OfVectors(kernel, _toom).WriteToPoints(_toom.Input, k => CodeWriter.Invariant($"x{k}"), (point, result) => StoreTo(kernel, "ps", point * PointStride, result));
            }
        }
    }

    /// <summary>Declares c, where a tile begins.</summary>
    public static void DeclareColumn(CodeWriter code, FastForm form) => code.Line(form.Overlap == 0
        ? $"int c = {Times("tile", form.Toom.Outputs)};"
        : $"int c = Math.Min({Times("tile", form.Toom.Outputs)}, {form.Columns - form.Toom.Outputs}); // the last tile overlaps the one before");

    private void DeclareWeights(KernelWriter kernel, bool isWritten = false) => kernel.Code.Line(
        $"{(isWritten ? "Span<float>" : "ReadOnlySpan<float>")} pointWeights = workspace.Slice({_step.PointWeightsOffset}, {_out.Channels * OutputWeights}); // {_step.Weight.Name} at the points [{_out.Channels}][{_toom.Points}][{_in.Channels}][{_kernel.Height}]");

    private FastMemory MemoryOf(KernelWriter kernel) => FastMemory.For(kernel.Plan.Targets, _step, form);

    /// <summary>Declares a part of the working memory that other layers use too.</summary>
    private static void DeclareTransient(KernelWriter kernel, string name, int offset, int floats, string what) =>
        kernel.Code.Line($"Span<float> {name} = workspace.Slice({kernel.Plan.TransientOffset + offset}, {floats}); // {what}");

    /// <summary>Declares x at the points, or its gradient, which takes its place.</summary>
    private void DeclarePoints(KernelWriter kernel, string what = "x") => DeclareTransient(
        kernel,
        "points",
        MemoryOf(kernel).Points,
        FastMemory.PointFloats(_step, form),
        CodeWriter.Invariant($"{what} at the points [{_toom.Points}][{_in.Channels}][{FastMemory.PointRows(_step)}][{form.Tiles}][{Lanes}]"));

    private static void WriteLoads(KernelWriter kernel, string name, string span, int count)
    {
        for (var k = 0; k < count; k++)
        {
            kernel.Code.Line($"{kernel.Vector} {name}{k} = {kernel.Load(span, k * Lanes)};");
        }
    }

    private static string StoreTo(KernelWriter kernel, string span, int offset, string value) =>
        CodeWriter.Invariant($"{value}.CopyTo({span}.Slice({offset}, {kernel.Width}));");
}
