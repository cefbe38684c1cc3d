using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Declarations that the steps of one image share.</summary>
internal static class ImageSpans
{
    /// <summary>Declares the span of a buffer, or what begins with a group of its channels.</summary>
    public static void Declare(KernelWriter kernel, string name, ImageBuffer buffer, bool writable = false, int groups = 1)
    {
        // Channels that lie side by side in a pixel are followed by those of the other groups.
        var slice = buffer.IsPlanar || groups == 1
            ? Part(buffer.Offset, buffer.Floats, groups)
            : CodeWriter.Invariant($"Slice({Sum(Term(buffer.Offset), Times("group", buffer.Shape.Channels / groups))}, {buffer.Floats - ((groups - 1) * (buffer.Shape.Channels / groups))})");
        kernel.Code.Line($"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = memory.{slice}; // {buffer.Name} {buffer.Layout}");
    }

    /// <summary>The input row that output row r and kernel row u of a convolution meet at, as an offset.</summary>
    public static string InputRow(Conv2d convolution, ImageBuffer x)
    {
        var steps = convolution.Dilation.Height == 1 ? "u" : CodeWriter.Invariant($"u * {convolution.Dilation.Height}");
        return convolution.Stride.Height == 1
            ? Times($"(r + {steps})", x.RowStride)
            : CodeWriter.Invariant($"(r * {convolution.Stride.Height} + {steps}) * {x.RowStride}");
    }

    /// <summary>A buffer's values up to the next whole sixteen: functions of spans take no less, and what lies there is not read.</summary>
    public static string Padded(ImageBuffer buffer) =>
        CodeWriter.Invariant($"memory.Slice({buffer.Offset}, {Planning.PlanBuilder.Align(buffer.Floats)})");
}
