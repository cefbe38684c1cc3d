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
        var window = new SlidingWindow(layer.Kernel, layer.Stride, layer.Padding, layer.Dilation);
        if (!GroupsFit(layer, input) || window.Fit(input, Conv2dReader.KernelSize, canPad: true) is not { } size || !PaddedInputFits(layer, input))
        {
            return null;
        }

        // The kernel fits the padded input, which is within the limit, so this is far from overflowing.
        long weights = Limits.Product(layer.OutChannels, input.Shape.Channels / layer.Groups, layer.Kernel.Height, layer.Kernel.Width);
        return new LayerFit(
            Shape.Image(layer.OutChannels, size.Height, size.Width),
            weights + (layer.Bias ? layer.OutChannels : 0));
    }

    private static bool GroupsFit(Conv2d layer, LayerInput input)
    {
        int inputs = input.Shape.Channels;
        bool isRight = inputs % layer.Groups == 0 && layer.OutChannels % layer.Groups == 0;
        if (!isRight)
        {
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(Conv2dReader.Groups),
                Invariant($"{layer.Groups} groups do not divide {Problem(layer, inputs)}; groups {CommonDivisors(inputs, layer.OutChannels)}"));
        }

        return isRight;
    }

    private static string Problem(Conv2d layer, int inputs)
    {
        IEnumerable<string> odd =
        [
            .. inputs % layer.Groups == 0 ? Array.Empty<string>() : [Channels(inputs, "input")],
            .. layer.OutChannels % layer.Groups == 0 ? Array.Empty<string>() : [Channels(layer.OutChannels, "output")],
        ];
        return string.Join(" or ", odd);

        static string Channels(int count, string what) => Invariant($"the {count} {what} channel{(count == 1 ? "" : "s")}");
    }

    private static string CommonDivisors(int a, int b)
    {
        int[] divisors = [.. Enumerable.Range(1, Math.Min(a, b)).Where(divisor => a % divisor == 0 && b % divisor == 0)];
        return divisors.Length == 1 ? "must be 1" : Invariant($"may be {string.Join(", ", divisors.Take(divisors.Length - 1))} or {divisors[divisors.Length - 1]}");
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
