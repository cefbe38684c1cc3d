using LeNet.Generator.Emission.FastConvolution;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Weights of a fast convolution at the points, in the order in which a form for one image reads them.</summary>
internal static class PointWeights
{
    /// <param name="code">Where statements go.</param>
    /// <param name="step">The layer.</param>
    /// <param name="toom">Its form.</param>
    /// <param name="at">Where a row of a kernel goes at the first point: kernel row and input channel k of output channel o.</param>
    /// <param name="pointStride">From one point to the next.</param>
    public static void Write(CodeWriter code, Conv2dStep step, CookToom toom, string at, int pointStride)
    {
        Size2 size = step.Convolution.Kernel;
        var terms = step.Layer.Input.Channels * size.Height;
        using (code.Block($"for (int o = 0; o < {step.Layer.Output.Channels}; o++)"))
        using (code.Block($"for (int k = 0; k < {terms}; k++)"))
        {
            code.Line($"ReadOnlySpan<float> w = parameters.Slice({Sum(Term(step.Weight.Offset), Times("o", terms * size.Width), Times("k", size.Width))}, {size.Width});");
            code.Line($"Span<float> ws = prepared.Slice({at}, {((toom.Points - 1) * pointStride) + 1});");
            TransformWriter.OfFloats(code, toom).WriteToPoints(
                toom.Kernel, v => CodeWriter.Invariant($"w[{v}]"), (point, result) => CodeWriter.Invariant($"ws[{point * pointStride}] = {result};"));
        }
    }
}
