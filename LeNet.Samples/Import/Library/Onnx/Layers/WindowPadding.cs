using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>The margins of a convolution or a pool: those of its own, and those of a node before it.</summary>
internal static class WindowPadding
{
    /// <summary>All margins of a window.</summary>
    public static Margins Of(OnnxWindow window, PendingMargins? before) => new(
        window.Begin.Height + (before?.Margins.Top ?? 0),
        window.Begin.Width + (before?.Margins.Left ?? 0),
        window.End.Height + (before?.Margins.Bottom ?? 0),
        window.End.Width + (before?.Margins.Right ?? 0));

    /// <summary>The margins as the same number on opposite sides.</summary>
    /// <exception cref="OnnxException">They are not.</exception>
    public static Size2 Even(OnnxNode node, Margins margins) => IsEven(margins)
        ? new Size2(margins.Top, margins.Left)
        : throw new OnnxException(node, FormattableString.Invariant(
            $"pads {margins.Top} rows above and {margins.Bottom} below, {margins.Left} columns left and {margins.Right} right; padding here is the same on opposite sides, or \"same\" at stride 1: choose sizes or padding that give that, and train again"));

    /// <summary>Whether opposite sides have the same.</summary>
    public static bool IsEven(Margins margins) => margins.Top == margins.Bottom && margins.Left == margins.Right;

    /// <summary>A size as the generator has it.</summary>
    public static Size2 Of(Size size) => new(size.Height, size.Width);
}
