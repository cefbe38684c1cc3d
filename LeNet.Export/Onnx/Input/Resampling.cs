using LeNet.Export.Networks;
using LeNet.Generator.Planning;

namespace LeNet.Export.Onnx.Input;

/// <summary>
/// Bilinear resampling, rounded to levels after each axis: a linear map along each axis, written as a convolution whose channels are that axis.
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
        // [batch, channel, row, column] → [batch, column, channel, row] → [batch, row, channel, column] → [batch, channel, row, column]
        levels = Axis("columns", input.Image.Width, input.Shape.Width, Transpose(levels, 0, 3, 1, 2));
        levels = Axis("rows", input.Image.Height, input.Shape.Height, Transpose(levels, 0, 3, 2, 1));
        return Transpose(levels, 0, 2, 1, 3);

        string Transpose(string value, params int[] axes) => graph.Node(scope, "Transpose", [value], OnnxGraph.Attribute("perm", axes));

        // ⌊Σ w·x / 2²² + ½⌋. A part's weights are fractions of its own top bit, so that a sum's whole part is the carry into the next.
        string Axis(string name, int source, int target, string value)
        {
            string? carry = null;
            foreach (WeightPart part in WeightPart.Split(ResampleTaps.Bilinear(source, target), source))
            {
                string[] constants = [graph.Constant($"{scope}.{name}", [target, source, 1, 1], [.. part.Weights])];
                if (part.IsLast)
                {
                    float[] halves = [.. Enumerable.Repeat(0.5f, target)];
                    constants = [.. constants, graph.Constant($"{scope}.{name}.half", [target], halves.AsSpan())];
                }

                string sum = graph.Node(scope, "Conv", [value, .. constants], OnnxGraph.Attribute("kernel_shape", 1, 1));
                if (carry is not null)
                {
                    string share = graph.Node(scope, "Mul", [carry, graph.Constant($"{scope}.{name}.unit", [], [part.Unit])]);
                    sum = graph.Node(scope, "Add", [sum, share]);
                }

                carry = graph.Node(scope, "Floor", [sum]);
            }

            return carry!;
        }
    }
}
