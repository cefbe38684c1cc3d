using LeNet.Export.Networks;
using LeNet.Generator.Planning;
using LeNet.Runtime;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops;

/// <summary>Raw 8-bit images → the first layer's input, as the engine does it.</summary>
internal static class InputLoops
{
    /// <summary>The name of the step, and what its tables are called after.</summary>
    public const string Name = "input";

    /// <summary>The step that makes the input, <c>y</c>, of the bytes of an <c>image</c>.</summary>
    public static LoopStep Write(ExportedInput input)
    {
        (Shape shape, Size image) = (input.Shape, input.Image);
        var output = new LoopBuffer(Name, "output", shape, ElementType.Float);
        var scale = new FloatTable(Name, "scale", [shape.Channels], "1 / (255 · std) of each channel", [.. input.Scale]);
        var shift = new FloatTable(Name, "shift", [shape.Channels], "−mean / std of each channel", [.. input.Shift]);
        List<LoopTable> tables = [scale, shift];
        List<LoopBuffer> buffers = [];
        var bytes = new ArrayParameter("image", ElementType.Byte, input.ImageBytes, IsResult: false);
        var y = new ArrayParameter("y", ElementType.Float, shape.Count, IsResult: true);
        var code = new LoopBuilder();
        if (input.Fit == Fit.Resize)
        {
            WriteResized(code, input, bytes, y, tables, buffers);
        }
        else
        {
            WriteNormalized(code, input, bytes, y, scale, shift);
        }

        var raw = new Shape([shape.Channels, image.Height, image.Width]);
        string summary = $"raw image {Sizes(raw)} → input {Sizes(shape)}{Describe(input.Fit)}, then (p / 255 − mean) / std";
        return new LoopStep(Name, summary, null, null, output, raw, shape, tables, buffers, code.Statements);
    }

    private static string Sizes(Shape shape) => string.Join('×', shape.Sizes);

    private static string Describe(Fit fit) => fit switch
    {
        Fit.Resize => ", scaled bilinearly as Pillow does",
        Fit.Pad => ", centred on black",
        _ => "",
    };

    /// <summary>Columns first, then rows, each rounded to a level.</summary>
    private static void WriteResized(LoopBuilder code, ExportedInput input, LoopArray image, LoopArray y, List<LoopTable> tables, List<LoopBuffer> buffers)
    {
        (Shape shape, Size from) = (input.Shape, input.Image);
        (IntegerTable columns, int columnTaps) = Taps("column", from.Width, shape.Width);
        (IntegerTable rows, int rowTaps) = Taps("row", from.Height, shape.Height);
        LoopTable[] factors = [.. tables];
        tables.AddRange([columns, rows]);
        var wide = new LoopBuffer(Name, "wide", new Shape([shape.Channels, from.Height, shape.Width]), ElementType.Byte);
        buffers.Add(wide);

        code.Remark(FormattableString.Invariant($"Weights are in 1/2^{ResampleTaps.PrecisionBits}; a sum begins with one half, so that it is rounded to the nearest level."));
        using (code.For("row", shape.Channels * from.Height, out Variable row))
        using (code.For("column", shape.Width, out Variable column))
        {
            ArrayView taps = code.View("taps", columns, column * (columnTaps + 1), columnTaps + 1);
            Variable sum = code.Var("sum", 1 << (ResampleTaps.PrecisionBits - 1));
            using (code.For("tap", columnTaps, out Variable tap))
            {
                code.Set(sum, sum + (image[(row * from.Width) + taps[0] + tap] * taps[tap + 1]));
            }

            code.Store(wide, (row * shape.Width) + column, sum >> ResampleTaps.PrecisionBits);
        }

        using (code.For("channel", shape.Channels, out Variable channel))
        using (code.For("row", shape.Height, out Variable row))
        using (code.For("column", shape.Width, out Variable column))
        {
            ArrayView taps = code.View("taps", rows, row * (rowTaps + 1), rowTaps + 1);
            Variable sum = code.Var("sum", 1 << (ResampleTaps.PrecisionBits - 1));
            using (code.For("tap", rowTaps, out Variable tap))
            {
                code.Set(sum, sum + (wide[(((channel * from.Height) + taps[0] + tap) * shape.Width) + column] * taps[tap + 1]));
            }

            code.Store(y, (((channel * shape.Height) + row) * shape.Width) + column, Fma(new ToFloat(sum >> ResampleTaps.PrecisionBits), factors[0][channel], factors[1][channel]));
        }
    }

    private static void WriteNormalized(LoopBuilder code, ExportedInput input, LoopArray image, LoopArray y, LoopTable scale, LoopTable shift)
    {
        (Shape shape, Size from, Margins margins) = (input.Shape, input.Image, input.Margins);
        using (code.For("channel", shape.Channels, out Variable channel))
        {
            if (!margins.AreEmpty)
            {
                code.Remark("black");
                using (code.For("k", shape.Size.Area, out Variable k))
                {
                    code.Store(y, (channel * shape.Size.Area) + k, shift[channel]);
                }
            }

            using (code.For("row", from.Height, out Variable row))
            using (code.For("column", from.Width, out Variable column))
            {
                Expression target = (((channel * shape.Height) + (row + margins.Top)) * shape.Width) + (column + margins.Left);
                Expression level = image[(((channel * from.Height) + row) * from.Width) + column];
                code.Store(y, target, Fma(new ToFloat(level), scale[channel], shift[channel]));
            }
        }
    }

    private static (IntegerTable Table, int Count) Taps(string axis, int source, int target)
    {
        ResampleTaps taps = ResampleTaps.Bilinear(source, target);
        string note = FormattableString.Invariant($"for each of {target} {axis}s: its first source {axis} of {source}, then the weights of {taps.TapsPerPixel} neighbours");
        return (new IntegerTable(Name, axis + "_taps", [target, taps.TapsPerPixel + 1], note, taps.Table), taps.TapsPerPixel);
    }
}
