using LeNet.Generator.Planning;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission;

/// <summary>Writes the way from raw 8-bit images to the first layer's input.</summary>
internal static class PreprocessingEmitter
{
    /// <summary>Channels whose statements are written out; more are a loop.</summary>
    private const int MostUnrolled = 16;

    public static string Emit(NetworkPlan plan, string namespaceName)
    {
        CodeWriter code = new();
        SourceHeader.Write(code, mayBeNull: false, namespaceName, []);
        using (code.Block($"partial class {plan.Network.Name}"))
        {
            WriteLoad(code, plan);
            code.Line();
            WriteLoadOne(code, plan);
            if (plan.Network.Input.Fit == ImageFit.Resize)
            {
                WriteTaps(code, "column", plan.Network.Input.Image.Width, plan.Input.Shape.Width);
                WriteTaps(code, "row", plan.Network.Input.Image.Height, plan.Input.Shape.Height);
            }
        }

        return code.ToString();
    }

    private static void WriteLoad(CodeWriter code, NetworkPlan plan)
    {
        ImageInput input = plan.Network.Input;
        Shape shape = input.Shape;
        Size2 image = input.Image;
        ActivationBuffer x = plan.Input;
        var rawBytes = shape.Channels * image.Area * KernelWriter.Lanes;
        code.Line($"/// <summary>Up to sixteen raw images of {shape.Channels}×{image} bytes → the input {shape}, {Describe(input.Fit)}, then (p / 255 − mean) / std.</summary>");
        using (code.Block("protected override void LoadTile(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> samples, Span<float> scratch)"))
        {
            code.Line($"Span<byte> bytes = PixelMath.Bytes(scratch.Slice({plan.PixelsOffset}, {plan.ScratchFloats - plan.PixelsOffset}));");
            code.Line($"Span<byte> image = bytes.Slice(0, {rawBytes}); // [{shape.Channels}][{image.Height}][{image.Width}][{KernelWriter.Lanes}]");
            code.Line($"PixelMath.Interleave(pixels, {shape.Channels * image.Area}, samples, image);");
            (var height, var width) = (image.Height, image.Width);
            (var top, var left) = (0, 0);
            if (input.Fit == ImageFit.Resize)
            {
                var columns = shape.Channels * image.Height * shape.Width * KernelWriter.Lanes;
                var rows = shape.Count * KernelWriter.Lanes;
                code.Line();
                code.Line($"// {image} → {shape.Height}×{shape.Width}, columns first, rounded to 8 bits after each axis as Pillow does");
                code.Line($"Span<byte> wide = bytes.Slice({PlanBuilder.Align(rawBytes)}, {columns}); // [{shape.Channels}][{image.Height}][{shape.Width}][{KernelWriter.Lanes}]");
                code.Line($"PixelMath.ScaleColumns(image, {shape.Channels * image.Height}, {image.Width}, wide, {shape.Width}, ColumnTaps, {Taps(image.Width, shape.Width).Bits});");
                code.Line($"image = bytes.Slice({PlanBuilder.Align(rawBytes) + PlanBuilder.Align(columns)}, {rows}); // [{shape.Channels}][{shape.Height}][{shape.Width}][{KernelWriter.Lanes}]");
                code.Line($"PixelMath.ScaleRows(wide, {shape.Channels}, {image.Height}, {shape.Width}, image, {shape.Height}, RowTaps, {Taps(image.Height, shape.Height).Bits});");
                (height, width) = (shape.Height, shape.Width);
            }
            else if (input.Fit == ImageFit.Pad)
            {
                (top, left) = ((shape.Height - height) / 2, (shape.Width - width) / 2);
            }

            code.Line();
            code.Line($"Span<float> x = scratch.Slice({x.Offset}, {x.Floats}); // {x.Name} {x.Layout}");
            WriteChannels(code, input, (channel, scale, shift) =>
            {
                if (input.Fit == ImageFit.Pad)
                {
                    code.Line($"PixelMath.Fill(x.Slice({At(channel, x.ChannelFloats, x.Origin)}), {shape.Height}, {shape.Width}, {x.RowFloats}, {shift}); // black, normalised");
                }

                if (int.TryParse(channel, out var number))
                {
                    code.Line($"// mean {input.Mean[number]}, std {input.Std[number]}: one multiply-add, p · {scale} + {shift}");
                }

                var area = height * width * KernelWriter.Lanes;
                var origin = x.Origin + (top * x.RowFloats) + (left * KernelWriter.Lanes);
                code.Line($"PixelMath.Normalize(image.Slice({At(channel, area, 0)}, {area}), {height}, {width}, {scale}, {shift}, x.Slice({At(channel, x.ChannelFloats, origin)}), {x.RowFloats});");
            });
        }
    }

    private static void WriteLoadOne(CodeWriter code, NetworkPlan plan)
    {
        ImageInput input = plan.Network.Input;
        Shape shape = input.Shape;
        Size2 image = input.Image;
        code.Line($"/// <summary>One raw image of {shape.Channels}×{image} bytes → the input {shape}, the same bits as in a tile.</summary>");
        using (code.Block("protected override void LoadOneImage(ReadOnlySpan<byte> image, Span<float> memory)"))
        {
            (var height, var width) = (image.Height, image.Width);
            var channelFloats = shape.Height * shape.Width;
            var origin = 0;
            if (input.Fit == ImageFit.Resize)
            {
                var work = OneImagePlanner.ScaleWorkBytes(input);
                code.Line($"Span<byte> bytes = PixelMath.Bytes(memory.Slice({PlanBuilder.Align(shape.Count)}, {OneImagePlanner.PixelFloats(input)}));");
                code.Line($"Span<byte> work = bytes.Slice(0, {work});");
                code.Line($"Span<byte> scaled = bytes.Slice({work}, {shape.Count}); // [{shape.Channels}][{shape.Height}][{shape.Width}]");
                code.Line($"PixelMath.Scale(image, {shape.Channels}, {height}, {width}, ColumnTaps, {Taps(width, shape.Width).Bits}, RowTaps, {Taps(height, shape.Height).Bits}, {shape.Height}, {shape.Width}, work, scaled);");
                (height, width) = (shape.Height, shape.Width);
            }
            else if (input.Fit == ImageFit.Pad)
            {
                origin = ((shape.Height - height) / 2 * shape.Width) + ((shape.Width - width) / 2);
            }

            code.Line($"Span<float> x = memory.Slice(0, {shape.Count}); // input [{shape.Channels}][{shape.Height}][{shape.Width}]");
            var source = input.Fit == ImageFit.Resize ? "scaled" : "image";
            WriteChannels(code, input, (channel, scale, shift) =>
            {
                if (input.Fit == ImageFit.Pad)
                {
                    code.Line($"x.Slice({At(channel, channelFloats, 0)}, {channelFloats}).Fill({shift}); // black, normalised");
                }

                code.Line($"PixelMath.NormalizeOne({source}.Slice({At(channel, height * width, 0)}, {height * width}), {height}, {width}, {scale}, {shift}, x.Slice({At(channel, channelFloats, origin)}), {shape.Width});");
            });
        }
    }

    /// <summary>The statements for each channel with its multiply-add: written out, or for many channels a loop over tables.</summary>
    private static void WriteChannels(CodeWriter code, ImageInput input, Action<string, string, string> write)
    {
        string[] scales = [.. input.Std.Select(std => KernelWriter.Literal(1 / (255 * std)))];
        string[] shifts = [.. input.Mean.Zip(input.Std, (mean, std) => KernelWriter.Literal(-mean / std))];
        if (scales.Length <= MostUnrolled)
        {
            for (var channel = 0; channel < scales.Length; channel++)
            {
                write(CodeWriter.Invariant($"{channel}"), scales[channel], shifts[channel]);
            }

            return;
        }

        if (scales.Distinct().Count() == 1 && shifts.Distinct().Count() == 1)
        {
            using (code.Block($"for (int i = 0; i < {scales.Length}; i++)"))
            {
                write("i", scales[0], shifts[0]);
            }

            return;
        }

        code.Line($"ReadOnlySpan<float> scale = [{string.Join(", ", scales)}]; // one multiply-add, p · scale + shift");
        code.Line($"ReadOnlySpan<float> shift = [{string.Join(", ", shifts)}];");
        using (code.Block($"for (int i = 0; i < {scales.Length}; i++)"))
        {
            write("i", "scale[i]", "shift[i]");
        }
    }

    /// <summary>Where a channel begins: a number if the channel is one.</summary>
    private static string At(string channel, int channelSize, int origin) => int.TryParse(channel, out var number)
        ? CodeWriter.Invariant($"{(number * channelSize) + origin}")
        : KernelWriter.Sum(KernelWriter.Times(channel, channelSize), KernelWriter.Term(origin));

    private static string Describe(ImageFit fit) => fit switch
    {
        ImageFit.Resize => "scaled bilinearly",
        ImageFit.Pad => "centred on black",
        _ => "as they are",
    };

    private static ResampleTaps Taps(int source, int target) => ResampleTaps.Bilinear(source, target).InFewestBits();

    private static void WriteTaps(CodeWriter code, string axis, int source, int target)
    {
        ResampleTaps taps = Taps(source, target);
        code.Line();
        code.Line($"/// <summary>For each of {target} {axis}s: its first source {axis} of {source}, then the weights of {taps.TapsPerPixel} neighbours in 1/2^{taps.Bits}.</summary>");
        code.Line($"private static ReadOnlySpan<int> {char.ToUpperInvariant(axis[0])}{axis.Substring(1)}Taps =>");
        code.Line("[");
        for (var i = 0; i < taps.Table.Count; i += taps.TapsPerPixel + 1)
        {
            code.Line($"    {string.Join(", ", Enumerable.Range(i, taps.TapsPerPixel + 1).Select(at => CodeWriter.Invariant($"{taps.Table[at]}")))},");
        }

        code.Line("];");
    }
}
