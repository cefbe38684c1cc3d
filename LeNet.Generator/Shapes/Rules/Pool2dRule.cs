using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

internal static class Pool2dRule
{
    public static LayerFit? Fit(Pool2d layer, LayerInput input)
    {
        if (!input.IsImage("pooling") || !PaddingFits(layer, input))
        {
            return null;
        }

        var window = new SlidingWindow(layer.Kernel, layer.Stride, layer.Padding, Dilation: new Size2(1, 1));
        return window.Fit(input, Pool2dKeys.KernelSize, canPad: false) is { } size
            ? new LayerFit(Shape.Image(input.Shape.Channels, size.Height, size.Width))
            : null;
    }

    /// <summary>With a coefficient and a bias for each channel.</summary>
    public static LayerFit? Fit(Subsample2d layer, LayerInput input) => Fit(layer.Windows, input) is { } fit
        ? fit with { Parameters = 2L * fit.Output.Channels }
        : null;

    /// <summary>As in PyTorch: else a window could lie outside altogether.</summary>
    private static bool PaddingFits(Pool2d layer, LayerInput input)
    {
        var most = new Size2(layer.Kernel.Height / 2, layer.Kernel.Width / 2);
        bool isRight = layer.Padding.Height <= most.Height && layer.Padding.Width <= most.Width;
        if (!isRight)
        {
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(Pool2dKeys.Padding),
                Invariant($"padding {layer.Padding} is more than half of the kernel {layer.Kernel}; use at most {most}"));
        }

        return isRight;
    }
}
