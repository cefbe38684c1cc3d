using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Declarations that the steps of one image share.</summary>
internal static class ImageSpans
{
    /// <summary>Declares the span of a buffer.</summary>
    public static void Declare(KernelWriter kernel, string name, ImageBuffer buffer, bool writable = false) =>
        kernel.Code.Line($"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = memory.Slice({buffer.Offset}, {buffer.Floats}); // {buffer.Name} {buffer.Layout}");

    /// <summary>A buffer's values up to the next whole sixteen: functions of spans take no less, and what lies there is not read.</summary>
    public static string Padded(ImageBuffer buffer) =>
        CodeWriter.Invariant($"memory.Slice({buffer.Offset}, {Planning.PlanBuilder.Align(buffer.Floats)})");
}
