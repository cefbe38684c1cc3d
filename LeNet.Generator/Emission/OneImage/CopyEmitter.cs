using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

internal sealed class CopyEmitter(CopyStep step) : OneImageStepEmitter
{
    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer source = step.Input;
        ImageBuffer target = step.Output;
        ImageSpans.Declare(kernel, "x", source);
        ImageSpans.Declare(kernel, "y", target, writable: true);
        if (source.PixelFloats == target.PixelFloats)
        {
            // Same layout: whole rows.
            var length = source.Shape.Width * source.ColumnStride;
            using (source.IsPlanar ? code.Loop("i", source.Shape.Channels) : default)
            using (code.Loop("r", source.Shape.Height))
            {
                code.Line($"x.Slice({At(source)}, {length}).CopyTo(y.Slice({At(target)}, {length}));");
            }

            string At(ImageBuffer buffer) => Sum(
                buffer.IsPlanar ? Times("i", buffer.ChannelStride) : "", Times("r", buffer.RowStride), Term(buffer.Origin));
        }
        else if (source.PixelFloats == Lanes && source.Shape.Channels == Lanes && source.Border == default && target.IsPlanar && target.Border == default)
        {
            var area = source.Shape.Height * source.Shape.Width;
            code.Line($"LaneMath.Transpose(x, {area}, y, {area});");
        }
        else if (source.IsPlanar && source.Border == default && target.Border == default)
        {
            var area = source.Shape.Height * source.Shape.Width;
            code.Line($"LaneMath.ToColumns(x, {source.Shape.Channels}, {area}, y, {target.PixelFloats});");
        }
        else
        {
            using (code.Loop("i", source.Shape.Channels))
            using (code.Loop("r", source.Shape.Height))
            using (code.Loop("c", source.Shape.Width))
            {
                code.Line($"y[{At(target)}] = x[{At(source)}];");
            }

            string At(ImageBuffer buffer) => Sum(
                Times("i", buffer.ChannelStride), Times("r", buffer.RowStride), Times("c", buffer.ColumnStride), Term(buffer.Origin));
        }
    }
}
