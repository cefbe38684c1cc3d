using LeNet.Export.Networks;
using LeNet.Generator.Planning;

namespace LeNet.Export.Onnx.Input;

/// <summary>
/// Bilinear resampling, rounded to levels after each axis: a linear map along each axis, which is a matrix product.
/// </summary>
/// <remarks>
/// The levels are the engine's and Pillow's, exactly, though the products are floats: weights in 1/2²² are split so that every sum
/// is a whole number below 2²⁴, whatever the order of its terms. Integer products would do as well, but not every reader has them.
/// </remarks>
internal static class Resampling
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Where they go.</param>
    /// <param name="scope">What they are named after.</param>
    /// <param name="input">The sizes of both sides.</param>
    /// <param name="levels">[batch, channels, height, width], whole numbers from 0 to 255.</param>
    /// <returns>The name of the levels after it.</returns>
    public static string Write(OnnxGraph graph, string scope, ExportedInput input, string levels)
    {
        // [batch, channel, row, column] · [column, target], then the same with rows in the place of columns; the matrix is always on the right,
        // where every reader takes it.
        levels = Axis("columns", input.Image.Width, input.Shape.Width, levels);
        return Transpose(Axis("rows", input.Image.Height, input.Shape.Height, Transpose(levels)));

        string Transpose(string value) => graph.Node(scope, "Transpose", [value], OnnxGraph.Attribute("perm", 0, 1, 3, 2));

        // ⌊Σ w·x / 2²² + ½⌋. A part's weights are fractions of its own top bit, so that a sum's whole part is the carry into the next.
        string Axis(string name, int source, int target, string value)
        {
            string? carry = null;
            foreach (WeightPart part in WeightPart.Split(ResampleTaps.Bilinear(source, target), source))
            {
                string sum = graph.Node(scope, "MatMul", [value, graph.Constant($"{scope}.{name}", [source, target], [.. part.Weights])]);
                if (carry is not null)
                {
                    sum = graph.Node(scope, "Add", [sum, graph.Node(scope, "Mul", [carry, Number("unit", part.Unit)])]);
                }

                if (part.IsLast)
                {
                    sum = graph.Node(scope, "Add", [sum, Number("half", 0.5f)]);
                }

                carry = graph.Node(scope, "Floor", [sum]);
            }

            return carry!;
        }

        string Number(string name, float value) => graph.Constant($"{scope}.{name}", [], [value]);
    }
}
