using System.Globalization;
using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using LeNet.Generator.Planning;
using LeNet.Runtime;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp;

/// <summary>Raw 8-bit images → the first layer's input, as the engine does it.</summary>
internal static class CSharpPreprocessing
{
    /// <summary>Adds the method <c>LoadImage</c>.</summary>
    /// <returns>The field with the input.</returns>
    public static string Write(CSharpClass exported, ExportedInput input)
    {
        CodeWriter code = exported.Methods;
        (Shape shape, Size image) = (input.Shape, input.Image);
        string x = exported.Buffer("input", shape);
        string? wide = input.Fit == Fit.Resize ? exported.Array("wide", "byte", new Shape([shape.Channels, image.Height, shape.Width])) : null;
        string? scaled = input.Fit == Fit.Resize ? exported.Array("scaled", "byte", shape) : null;

        code.Line();
        code.Line($"/// <summary>Raw image {shape.Channels}×{image.Height}×{image.Width} → input {shape.Channels}×{shape.Height}×{shape.Width}{Describe(input.Fit)}, then (p / 255 − mean) / std.</summary>");
        using (code.Block("private void LoadImage(ReadOnlySpan<byte> image)"))
        {
            if (wide is not null && scaled is not null)
            {
                WriteResize(code, input, wide, scaled);
            }

            WriteNormalize(code, input, x, scaled ?? "image");
        }

        code.Line();
        code.Line("/// <summary>1 / (255 · std) of each channel.</summary>");
        code.Line($"private static ReadOnlySpan<float> Scale => new float[] {{ {string.Join(", ", input.Scale.Select(value => Literal(value)))} }};");
        code.Line();
        code.Line("/// <summary>−mean / std of each channel.</summary>");
        code.Line($"private static ReadOnlySpan<float> Shift => new float[] {{ {string.Join(", ", input.Shift.Select(value => Literal(value)))} }};");
        if (input.Fit == Fit.Resize)
        {
            WriteTaps(code, "Column", image.Width, shape.Width);
            WriteTaps(code, "Row", image.Height, shape.Height);
        }

        return x;
    }

    private static string Describe(Fit fit) => fit switch
    {
        Fit.Resize => ", scaled bilinearly as Pillow does",
        Fit.Pad => ", centred on black",
        _ => "",
    };

    private static void WriteResize(CodeWriter code, ExportedInput input, string wide, string scaled)
    {
        (Shape shape, Size image) = (input.Shape, input.Image);
        int columnTaps = ResampleTaps.Bilinear(image.Width, shape.Width).TapsPerPixel;
        int rowTaps = ResampleTaps.Bilinear(image.Height, shape.Height).TapsPerPixel;
        code.Line($"// Weights are in 1/2^{ResampleTaps.PrecisionBits}; a sum begins with one half, so that it is rounded to the nearest level.");
        using (code.For("row", shape.Channels * image.Height))
        using (code.For("column", shape.Width))
        {
            code.Line($"ReadOnlySpan<int> taps = ColumnTaps.Slice({Times("column", columnTaps + 1)}, {columnTaps + 1});");
            code.Line($"int sum = 1 << {ResampleTaps.PrecisionBits - 1};");
            using (code.For("tap", columnTaps))
            {
                code.Line($"sum += image[{Times("row", image.Width)} + taps[0] + tap] * taps[tap + 1];");
            }

            code.Line();
            code.Line($"{wide}[{At("row", (shape.Width, "column"))}] = (byte)(sum >> {ResampleTaps.PrecisionBits});");
        }

        code.Line();
        using (code.For("channel", shape.Channels))
        using (code.For("row", shape.Height))
        using (code.For("column", shape.Width))
        {
            code.Line($"ReadOnlySpan<int> taps = RowTaps.Slice({Times("row", rowTaps + 1)}, {rowTaps + 1});");
            code.Line($"int sum = 1 << {ResampleTaps.PrecisionBits - 1};");
            using (code.For("tap", rowTaps))
            {
                code.Line($"sum += {wide}[{At("channel", (image.Height, "taps[0] + tap"), (shape.Width, "column"))}] * taps[tap + 1];");
            }

            code.Line();
            code.Line($"{scaled}[{At("channel", (shape.Height, "row"), (shape.Width, "column"))}] = (byte)(sum >> {ResampleTaps.PrecisionBits});");
        }

        code.Line();
    }

    private static void WriteNormalize(CodeWriter code, ExportedInput input, string x, string source)
    {
        Shape shape = input.Shape;
        Size from = input.Fit == Fit.Resize ? shape.Size : input.Image;
        Margins margins = input.Margins;
        using (code.For("channel", shape.Channels))
        {
            if (!margins.AreEmpty)
            {
                code.Line($"{x}.AsSpan({Times("channel", shape.Size.Area)}, {shape.Size.Area}).Fill(Shift[channel]); // black");
            }

            using (code.For("row", from.Height))
            using (code.For("column", from.Width))
            {
                string target = At("channel", (shape.Height, Sum("row", Term(margins.Top))), (shape.Width, Sum("column", Term(margins.Left))));
                code.Line($"{x}[{target}] = MathF.FusedMultiplyAdd({source}[{At("channel", (from.Height, "row"), (from.Width, "column"))}], Scale[channel], Shift[channel]);");
            }
        }
    }

    private static void WriteTaps(CodeWriter code, string axis, int source, int target)
    {
        ResampleTaps taps = ResampleTaps.Bilinear(source, target);
        int entry = taps.TapsPerPixel + 1;
        code.Line();
        code.Line($"/// <summary>For each of {target} {axis.ToLowerInvariant()}s: its first source {axis.ToLowerInvariant()} of {source}, then the weights of {taps.TapsPerPixel} neighbours.</summary>");
        code.Line($"private static ReadOnlySpan<int> {axis}Taps => new int[]");
        using (code.Braces("};"))
        {
            for (int i = 0; i < taps.Table.Count; i += entry)
            {
                code.Line($"{string.Join(", ", taps.Table.Skip(i).Take(entry).Select(value => value.ToString(CultureInfo.InvariantCulture)))},");
            }
        }
    }
}
