using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning.OneImage;

/// <summary>How a fast convolution of one image is cut up, and what it keeps in working memory.</summary>
/// <param name="Form">The form.</param>
/// <param name="Points">Where x at the points begins in the working memory: [channel][point][row][tile], or [point][row][tile][channel] if x has its channels last.</param>
/// <param name="Products">Where sums of products at the points begin: [point][row][tile][outputs of a vector].</param>
/// <param name="Rows">Output rows whose products are in memory at once.</param>
/// <param name="Run">Tiles whose products are summed in registers.</param>
internal sealed record FastImage(FastForm Form, int Points, int Products, int Rows, int Run)
{
    /// <summary>Bytes of products that the first cache holds beside what they are made of.</summary>
    private const int CachedBytes = 16 * 1024;

    /// <summary>Cuts it up; where its memory begins comes later.</summary>
    public static FastImage For(VectorTarget target, Conv2dStep step, FastForm form)
    {
        var height = step.Layer.Output.Height;
        var rowBytes = form.Toom.Points * form.Tiles * target.Floats * sizeof(float);
        var rows = RegisterBlock.Divisor(height, CachedBytes / rowBytes);
        return new FastImage(form, 0, 0, rows, RegisterBlock.ForRun(target, rows * form.Tiles, step.Convolution.Kernel.Height));
    }

    /// <summary>Floats of x at the points.</summary>
    public int PointFloats(Conv2dStep step, ImageBuffer input) =>
        (input.IsPlanar ? input.Shape.Channels : input.PixelFloats) * Form.Toom.Points * FastMemory.PointRows(step) * Form.Tiles;

    /// <summary>Floats of the products.</summary>
    public int ProductFloats(VectorTarget target) => Form.Toom.Points * Rows * Form.Tiles * target.Floats;
}
