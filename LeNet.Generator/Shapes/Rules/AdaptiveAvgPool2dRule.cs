using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

internal static class AdaptiveAvgPool2dRule
{
    public static LayerFit? Fit(AdaptiveAvgPool2d layer, LayerInput input)
    {
        if (!input.IsImage("pooling"))
        {
            return null;
        }

        (int height, int width) = (layer.OutputSize.Height, layer.OutputSize.Width);
        if (layer.OutputSize != new Size2(1, 1))
        {
            (Shape shape, string instead) = (input.Shape, "avg_pool2d with a kernel_size and a stride");
            if (shape.Height % height == 0 && shape.Width % width == 0)
            {
                instead = Invariant($"avg_pool2d with \"kernel_size\": [{shape.Height / height}, {shape.Width / width}], which gives the same");
            }

            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(AdaptiveAvgPool2dReader.OutputSize),
                Invariant($"output_size {layer.OutputSize} of the {shape.Height}×{shape.Width} input of layer {input.Site.Number} (1-based) is not supported, only 1×1, the mean of each channel; use {instead}"));
            return null;
        }

        return new LayerFit(Shape.Image(input.Shape.Channels, 1, 1));
    }
}
