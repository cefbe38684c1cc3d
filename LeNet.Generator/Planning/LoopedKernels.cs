using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Planning;

/// <summary>Tells where a network gets slower code than others, for what is written out would be too long.</summary>
internal static class LoopedKernels
{
    /// <param name="parsed">Where the layers stand.</param>
    /// <param name="network">The same layers with their shapes.</param>
    /// <param name="bag">Gets a diagnostic for each place.</param>
    public static void Report(ParsedNetwork parsed, ShapedNetwork network, DiagnosticBag bag)
    {
        var count = CodeSize.CountLayers(network.Layers);
        if (count > CodeSize.Layers)
        {
            var widths = count <= CodeSize.LayersForEveryWidth ? "" : Invariant($", and beyond {CodeSize.LayersForEveryWidth} only for 128-bit vectors");
            bag.Add(
                Descriptors.LoopedKernel,
                parsed.LayersSpan,
                Invariant($"there are {count} convolutions and linear layers; beyond {CodeSize.Layers} their kernels are short loops that keep less in registers{widths}, so that they compile in seconds, and take longer to run"));
            return;
        }

        // The first layer with weights has no input gradient.
        var wantsGradient = false;
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (wantsGradient && network.Layers[i].Layer is Conv2d && CodeSize.LoopsColumns(network.Layers[i]))
            {
                ReportConvolution(network.Layers[i], parsed.Layers[i].Site, bag);
            }

            wantsGradient |= network.Layers[i].Layer is Conv2d or Linear or Subsample2d;
        }
    }

    private static void ReportConvolution(ShapedLayer layer, LayerSite site, DiagnosticBag bag)
    {
        var convolution = (Conv2d)layer.Layer;
        (Key key, string cause) = convolution.Stride.Width > CodeSize.Stride
            ? (Conv2dReader.Stride, Invariant($"a stride of {convolution.Stride.Width} columns; up to {CodeSize.Stride}"))
            : CodeSize.ReachOf(convolution) > CodeSize.Reach
                ? ((Key)Conv2dReader.Dilation, Invariant($"a dilated kernel that reaches over {CodeSize.ReachOf(convolution)} columns; up to {CodeSize.Reach}"))
                : (Conv2dReader.KernelSize, Invariant($"a kernel {convolution.Kernel.Width} columns wide, of {CodeSize.TapsOf(layer)} multiply-adds for all the kinds of columns; up to {CodeSize.Taps}"));
        bag.Add(Descriptors.LoopedKernel, site.SpanOf(key), $"{site.Label}: a loop over columns, which takes longer to run, computes the input gradient of {cause} it is code for each column");
    }
}
