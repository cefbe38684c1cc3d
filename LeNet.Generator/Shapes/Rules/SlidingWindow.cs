using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

/// <summary>Where a window fits that slides over an image; a last partial window is dropped, as in PyTorch.</summary>
/// <param name="Dilation">Rows and columns from one tap of the window to the next.</param>
internal readonly record struct SlidingWindow(Size2 Kernel, Size2 Stride, Size2 Padding, Size2 Dilation)
{
    /// <summary>How many windows there are in each direction, or null after reporting that there are none.</summary>
    /// <param name="canPad">Whether more padding is a way out.</param>
    public Size2? Fit(LayerInput input, Key<Size2> kernelKey, bool canPad)
    {
        // With sides and padding up to 65,536 no sum overflows.
        var padded = new Size2(input.Shape.Height + (2 * Padding.Height), input.Shape.Width + (2 * Padding.Width));
        long height = Extent(Kernel.Height, Dilation.Height);
        long width = Extent(Kernel.Width, Dilation.Width);
        if (height > padded.Height || width > padded.Width)
        {
            bool isDilated = Dilation != new Size2(1, 1);
            string asDilated = isDilated ? Invariant($" with dilation {Dilation}, that is {height}×{width},") : "";
            string asPadded = Padding == new Size2(0, 0) ? "" : $" with padding {Padding}, that is {padded}";
            string remedy = (canPad ? $"{(asPadded.Length == 0 ? "" : "more ")}padding, " : "")
                + (isDilated ? "less dilation, " : "")
                + $"a kernel of at most {Most(padded)}";
            int comma = remedy.LastIndexOf(", ", StringComparison.Ordinal);
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(kernelKey),
                Invariant($"kernel {Kernel}{asDilated} does not fit the {input.Shape.Height}×{input.Shape.Width} input of layer {input.Site.Number} (1-based){asPadded}; use ")
                    + (comma < 0 ? remedy : remedy.Substring(0, comma) + " or " + remedy.Substring(comma + 2)));
            return null;
        }

        return new Size2(
            ((padded.Height - (int)height) / Stride.Height) + 1,
            ((padded.Width - (int)width) / Stride.Width) + 1);
    }

    /// <summary>Rows or columns from the first tap to the last.</summary>
    public static long Extent(int kernel, int dilation) => ((kernel - 1L) * dilation) + 1;

    private string Most(Size2 padded)
    {
        var most = new Size2(((padded.Height - 1) / Dilation.Height) + 1, ((padded.Width - 1) / Dilation.Width) + 1);
        return most.Height == most.Width ? Invariant($"{most.Height}") : most.ToString();
    }
}
