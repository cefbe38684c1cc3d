using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning.OneImage;

/// <summary>
/// A fast convolution of one image whose lanes are tiles. What neighbouring tiles read lies m columns apart, so the rows of x are split into m streams
/// of every m-th column, [row][group of m columns], in which it lies side by side; all that follows has a place for each of these groups. Groups beyond
/// the last tile, which only it reaches into, are computed like tiles, and nobody reads the result.
/// </summary>
/// <param name="Form">The form; its tiles do not overlap.</param>
/// <param name="Pitch">Groups of a row.</param>
/// <param name="Block">Output channels × vectors of tiles whose products are summed in registers.</param>
/// <param name="InputFloats">Places in all input rows of a channel, in whole vectors.</param>
/// <param name="OutputFloats">Places in all output rows of a channel, in whole vectors.</param>
internal sealed record FastTiles(FastForm Form, int Pitch, RegisterBlock Block, int InputFloats, int OutputFloats)
{
    /// <summary>Where the streams of an input channel begin in the working memory: [column of a group][row][group].</summary>
    public int Streams { get; init; }

    /// <summary>Where x at the points begins: [input channel][point][row][group].</summary>
    public int Points { get; init; }

    /// <summary>Where sums of products at the points begin: [point][output channel of the block][place].</summary>
    public int Products { get; init; }

    /// <summary>Where y begins, in streams as x: [output channel of the block][column of a group][row][group].</summary>
    public int Results { get; init; }

    /// <summary>From a stream of x to the next: its last places are read beyond what is computed.</summary>
    public int StreamFloats => PlanBuilder.Align(InputFloats + Pitch - Form.Tiles);

    /// <summary>Cuts it up, or null where tiles overlap or the input has its channels last; where its memory begins comes later.</summary>
    public static FastTiles? For(VectorTarget target, Conv2dStep step, FastForm form, ImageBuffer input)
    {
        if (form.Overlap > 0 || !input.IsPlanar)
        {
            return null;
        }

        var pitch = form.Tiles + RegisterBlock.Blocks(form.Toom.Taps - 1, form.Toom.Outputs);
        var outputs = Vectors(step.Layer.Output.Height);
        return new FastTiles(
            form,
            pitch,
            RegisterBlock.ForOuterProduct(target, step.Layer.Output.Channels, outputs, step.Convolution.Kernel.Height),
            Vectors(FastMemory.PointRows(step)) * target.Floats,
            outputs * target.Floats);

        int Vectors(int rows) => RegisterBlock.Blocks(((rows - 1) * pitch) + form.Tiles, target.Floats);
    }

    /// <summary>From a point of x to the next.</summary>
    public int PointFloats(Conv2dStep step) => PlanBuilder.Align(Math.Max(InputFloats, OutputFloats + ((step.Convolution.Kernel.Height - 1) * Pitch)));

    /// <summary>Floats of the products.</summary>
    public int ProductFloats(VectorTarget target) => Form.Toom.Points * Block.Rows * Block.Columns * target.Floats;

    /// <summary>Floats of the results.</summary>
    public int ResultFloats => Block.Rows * Form.Toom.Outputs * OutputFloats;
}
