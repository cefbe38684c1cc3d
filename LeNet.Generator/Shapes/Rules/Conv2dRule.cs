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
        if (!GroupsFit(layer, input) || !ConnectionsFit(layer, input) || Slide(layer, input) is not { } size || !PaddedInputFits(layer, input))
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

    private static bool ConnectionsFit(Conv2d layer, LayerInput input)
    {
        if (layer.Connections is not { } connections)
        {
            return true;
        }

        int channels = input.Shape.Channels;
        string? problem = null;
        if (layer.Groups > 1)
        {
            problem = Invariant($"connections and groups exclude each other, for {layer.Groups} groups say too which channels are connected; delete one of them");
        }
        else if (connections.Name is { } name && (channels != 6 || layer.OutChannels != 16))
        {
            problem = Invariant($"connections \"{name}\" lead from 6 input channels to 16 output channels, but here are {channels} and {layer.OutChannels}; list the input channels of each output channel instead");
        }
        else if (connections.Inputs.Count != layer.OutChannels)
        {
            problem = Invariant($"connections list the input channels of {connections.Inputs.Count} output channels, but out_channels is {layer.OutChannels}; give one list for each");
        }
        else if (connections.Inputs.Select((inputs, output) => (Last: inputs[inputs.Count - 1], output)).FirstOrDefault(list => list.Last >= channels) is { Last: > 0 } beyond)
        {
            problem = Invariant($"connections[{beyond.output}] has input channel {beyond.Last}, but the input {input.Shape} has only {(channels == 1 ? "channel 0" : Invariant($"channels 0 to {channels - 1}"))}");
        }

        if (problem is not null)
        {
            input.Report(Descriptors.LayerDoesNotFit, input.Site.SpanOf(Conv2dReader.Connections), problem);
        }

        return problem is null;
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

    private static Size2? Slide(Conv2d layer, LayerInput input)
    {
        if (!layer.PadsSame)
        {
            return new SlidingWindow(layer.Kernel, layer.Stride, layer.Padding, layer.Dilation).Fit(input, Conv2dReader.KernelSize, canPad: true);
        }

        if (layer.Stride != new Size2(1, 1))
        {
            (long height, long width) = Reach(layer);
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(Conv2dReader.Stride),
                Invariant($"padding \"same\" keeps the size of the image, which stride {layer.Stride} does not; use stride 1, or padding in numbers, such as [{height / 2}, {width / 2}]"));
            return null;
        }

        return new Size2(input.Shape.Height, input.Shape.Width);
    }

    /// <summary>Rows and columns that a kernel reaches beyond its first tap.</summary>
    private static (long Height, long Width) Reach(Conv2d layer) => (
        SlidingWindow.Extent(layer.Kernel.Height, layer.Dilation.Height) - 1,
        SlidingWindow.Extent(layer.Kernel.Width, layer.Dilation.Width) - 1);

    // A large stride may give a small output even so.
    private static bool PaddedInputFits(Conv2d layer, LayerInput input)
    {
        (long rows, long columns) = layer.PadsSame ? Reach(layer) : (2L * layer.Padding.Height, 2L * layer.Padding.Width);
        long height = input.Shape.Height + rows;
        long width = input.Shape.Width + columns;
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
