namespace LeNet.Runtime;

/// <summary>A window that slides over an image [batch, channels, height, width]: that of a convolution or a pool.</summary>
/// <param name="Kernel">Its taps.</param>
/// <param name="Stride">Its step.</param>
/// <param name="Dilation">The step from one tap to the next.</param>
/// <param name="Begin">Rows above and columns left of the image.</param>
/// <param name="End">Rows below and columns right of it.</param>
/// <param name="Output">How often it fits.</param>
internal sealed record OnnxWindow(Size Kernel, Size Stride, Size Dilation, Size Begin, Size End, Size Output)
{
    /// <summary>Reads a node's settings.</summary>
    /// <param name="call">The node.</param>
    /// <param name="kernel">The sizes of the weights; null for those that the node says.</param>
    public static OnnxWindow Of(OnnxCall call, Size? kernel = null)
    {
        OnnxTensor x = call.Input(0);
        if (x.Rank != 4)
        {
            throw call.Refuse($"slides over a value of the shape {x.Title}; only images can, [batch, channels, height, width]");
        }

        Size window = kernel ?? Pair(call, "kernel_shape", null);
        Size stride = Pair(call, "strides", Size.One);
        Size dilation = Pair(call, "dilations", Size.One);
        (int top, int bottom, int height) = Axis(call, 0, x.Shape[2], window.Height, stride.Height, dilation.Height);
        (int left, int right, int width) = Axis(call, 1, x.Shape[3], window.Width, stride.Width, dilation.Width);
        return new OnnxWindow(window, stride, dilation, new Size(top, left), new Size(bottom, right), new Size(height, width));
    }

    /// <summary>The place in the image of a tap of the window at a place, without regard to what the image has.</summary>
    public (int Row, int Column) Source(int row, int column, int tap) => (
        (row * Stride.Height) + (tap / Kernel.Width * Dilation.Height) - Begin.Height,
        (column * Stride.Width) + (tap % Kernel.Width * Dilation.Width) - Begin.Width);

    private static Size Pair(OnnxCall call, string name, Size? otherwise) => call.Attributes.Integers(name) switch
    {
        null => otherwise ?? throw call.Refuse($"has no {name}"),
        [>= 1 and <= ushort.MaxValue + 1 and var height, >= 1 and <= ushort.MaxValue + 1 and var width] => new Size((int)height, (int)width),
        _ => throw call.Refuse($"has {name} that are no height and width"),
    };

    private static (int Begin, int End, int Output) Axis(OnnxCall call, int axis, int size, int kernel, int stride, int dilation)
    {
        long extent = ((long)(kernel - 1) * dilation) + 1;
        long begin, end;
        switch (call.Attributes.Text("auto_pad", "NOTSET"))
        {
            case "NOTSET":
                IReadOnlyList<long> pads = call.Attributes.Integers("pads") ?? [0, 0, 0, 0];
                (begin, end) = pads is [_, _, _, _] && pads.All(pad => pad is >= 0 and <= ushort.MaxValue)
                    ? (pads[axis], pads[axis + 2])
                    : throw call.Refuse("has pads that are no four numbers of 0 and more");
                break;
            case "VALID":
                (begin, end) = (0, 0);
                break;
            case "SAME_UPPER" or "SAME_LOWER":
                long all = Math.Max(0, (((long)((size + stride - 1) / stride) - 1) * stride) + extent - size);
                begin = call.Attributes.Text("auto_pad", "") == "SAME_UPPER" ? all / 2 : all - (all / 2);
                end = all - begin;
                break;
            case var unknown:
                throw call.Refuse($"has the auto_pad '{OnnxNode.Shown(unknown)}', which is not known");
        }

        long free = size + begin + end - extent;
        if (free < 0)
        {
            throw call.Refuse(FormattableString.Invariant($"slides a window of {extent} over {size + begin + end} rows or columns, where it does not fit"));
        }

        long output = (free / stride) + 1;
        if (call.Attributes.Integer("ceil_mode", 0) != 0 && free % stride != 0 && output * stride < size + begin)
        {
            throw call.Refuse("counts a last partial window (ceil_mode); pools here drop it, as with ceil_mode=False: pad the image, or choose a size that has none");
        }

        return ((int)begin, (int)end, (int)output);
    }
}
