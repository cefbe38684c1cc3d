using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

/// <summary>Where a window fits that slides over an image; a last partial window is dropped, as in PyTorch.</summary>
internal readonly record struct SlidingWindow(Size2 Kernel, Size2 Stride, Size2 Padding)
{
    /// <summary>How many windows there are in each direction, or null after reporting that there are none.</summary>
    /// <param name="canPad">Whether more padding is a way out.</param>
    public Size2? Fit(LayerInput input, Key<Size2> kernelKey, bool canPad)
    {
        // With sides and padding up to 65,536 no sum overflows.
        var padded = new Size2(input.Shape.Height + (2 * Padding.Height), input.Shape.Width + (2 * Padding.Width));
        if (Kernel.Height > padded.Height || Kernel.Width > padded.Width)
        {
            string most = padded.Height == padded.Width ? Invariant($"{padded.Height}") : padded.ToString();
            string asPadded = Padding == new Size2(0, 0) ? "" : $" with padding {Padding}, that is {padded}";
            string remedy = canPad ? $"use {(asPadded.Length == 0 ? "" : "more ")}padding or a kernel of at most {most}" : $"use a kernel of at most {most}";
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.SpanOf(kernelKey),
                Invariant($"kernel {Kernel} does not fit the {input.Shape.Height}×{input.Shape.Width} input of layer {input.Site.Number} (1-based){asPadded}; {remedy}"));
            return null;
        }

        return new Size2(
            ((padded.Height - Kernel.Height) / Stride.Height) + 1,
            ((padded.Width - Kernel.Width) / Stride.Width) + 1);
    }
}
