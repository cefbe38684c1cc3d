using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;

namespace LeNet.Generator.Shapes.Rules;

internal static class Pool2dRule
{
    public static LayerFit? Fit(Pool2d layer, LayerInput input)
    {
        if (!input.IsImage("pooling"))
        {
            return null;
        }

        var window = new SlidingWindow(layer.Kernel, layer.Stride, Padding: new Size2(0, 0), Dilation: new Size2(1, 1));
        return window.Fit(input, Pool2dKeys.KernelSize, canPad: false) is { } size
            ? new LayerFit(Shape.Image(input.Shape.Channels, size.Height, size.Width))
            : null;
    }
}
