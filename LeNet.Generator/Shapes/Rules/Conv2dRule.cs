using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

internal static class Conv2dRule
{
    public static LayerFit? Fit(Conv2d layer, LayerInput input)
    {
        if (!input.IsImage("conv2d"))
        {
            return null;
        }

        input.CheckDeclared(Conv2dReader.InChannels, input.Shape.Channels);
        var window = new SlidingWindow(layer.Kernel, layer.Stride, layer.Padding);
        if (window.Fit(input, Conv2dReader.KernelSize, canPad: true) is not { } size || !PaddedInputFits(layer, input))
        {
            return null;
        }

        // The kernel fits the padded input, which is within the limit, so this is far from overflowing.
        long weights = Limits.Product(layer.OutChannels, input.Shape.Channels, layer.Kernel.Height, layer.Kernel.Width);
        return new LayerFit(
            Shape.Image(layer.OutChannels, size.Height, size.Width),
            weights + (layer.Bias ? layer.OutChannels : 0));
    }

    // A large stride may give a small output even so.
    private static bool PaddedInputFits(Conv2d layer, LayerInput input)
    {
        long height = input.Shape.Height + (2L * layer.Padding.Height);
        long width = input.Shape.Width + (2L * layer.Padding.Width);
        long count = Limits.Product(input.Shape.Channels, height, width);
        if (count > Limits.Activations)
        {
            input.Report(
                Descriptors.TooLarge,
                input.Site.SpanOf(Conv2dReader.Padding),
                Invariant($"with its padding the input is {input.Shape.Channels}×{height}×{width}, that is {count:N0} values; the limit is {Limits.Activations:N0}"));
            return false;
        }

        return true;
    }
}
