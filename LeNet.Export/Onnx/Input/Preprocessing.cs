using LeNet.Export.Networks;
using LeNet.Generator.Planning;

namespace LeNet.Export.Onnx.Input;

/// <summary>Raw 8-bit images → the first layer's input, as the engine does it.</summary>
internal static class Preprocessing
{
    private const string Scope = "preprocessing";

    /// <summary>Adds the nodes.</summary>
    /// <returns>The name of the first layer's input.</returns>
    public static string Write(OnnxGraph graph, ExportedInput input, string image)
    {
        string levels = input.Fit == Fit.Resize
            ? Resize(graph, input, graph.Node(Scope, "Cast", [image], OnnxGraph.Attribute("to", (int)ElementType.Int32)))
            : image;
        string value = graph.Node(Scope, "Cast", [levels], OnnxGraph.Attribute("to", (int)ElementType.Float));
        if (!input.Margins.AreEmpty)
        {
            value = OnnxPadding.Write(graph, Scope, value, input.Margins, 0);
        }

        int channels = input.Shape.Channels;
        value = graph.Node(Scope, "Mul", [value, graph.Constant($"{Scope}.scale", [1, channels, 1, 1], [.. input.Scale])]);
        return graph.Node(Scope, "Add", [value, graph.Constant($"{Scope}.shift", [1, channels, 1, 1], [.. input.Shift])]);
    }

    /// <summary>
    /// Bilinear resampling is a linear map along each axis: a matrix product. In 32-bit integers with weights in 1/2²² and rounding
    /// to a level after each axis, it is exact: the same levels as the engine's and Pillow's.
    /// </summary>
    private static string Resize(OnnxGraph graph, ExportedInput input, string levels)
    {
        (int height, int width) = (input.Shape.Height, input.Shape.Width);
        int[] columns = Matrix(input.Image.Width, width);
        int[] rows = Matrix(input.Image.Height, height);
        string half = graph.Constant($"{Scope}.half", [], (ReadOnlySpan<int>)[1 << (ResampleTaps.PrecisionBits - 1)]);
        string one = graph.Constant($"{Scope}.one", [], (ReadOnlySpan<int>)[1 << ResampleTaps.PrecisionBits]);

        // [batch, channel, row, column] · [column, target column], then [target row, row] · [batch, channel, row, target column]
        string wide = graph.Constant($"{Scope}.columns", [input.Image.Width, width], Transpose(columns, width, input.Image.Width));
        levels = Round(graph.Node(Scope, "MatMul", [levels, wide]));
        string tall = graph.Constant($"{Scope}.rows", [height, input.Image.Height], (ReadOnlySpan<int>)rows);
        return Round(graph.Node(Scope, "MatMul", [tall, levels]));

        // No level is negative, so division rounds down, as the engine's shift does.
        string Round(string sum) => graph.Node(Scope, "Div", [graph.Node(Scope, "Add", [sum, half]), one]);
    }

    /// <summary>[target][source]: the weight of each source pixel in each target pixel, in 1/2²².</summary>
    private static int[] Matrix(int source, int target)
    {
        ResampleTaps taps = ResampleTaps.Bilinear(source, target);
        int[] matrix = new int[target * source];
        int entry = taps.TapsPerPixel + 1;
        for (int pixel = 0; pixel < target; pixel++)
        {
            int first = taps.Table[pixel * entry];
            for (int tap = 0; tap < taps.TapsPerPixel; tap++)
            {
                matrix[(pixel * source) + first + tap] = taps.Table[(pixel * entry) + 1 + tap];
            }
        }

        return matrix;
    }

    private static int[] Transpose(int[] matrix, int rows, int columns)
    {
        int[] turned = new int[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return turned;
    }
}
