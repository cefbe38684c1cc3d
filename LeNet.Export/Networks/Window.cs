using LeNet.Runtime;

namespace LeNet.Export.Networks;

/// <summary>A window that slides over an image: of a convolution or a pool.</summary>
/// <param name="Kernel">Its taps.</param>
/// <param name="Stride">Its step.</param>
/// <param name="Dilation">The step from one tap to the next.</param>
/// <param name="Padding">What lies around the image.</param>
internal sealed record Window(Size Kernel, Size Stride, Size Dilation, Margins Padding)
{
    /// <summary>Whether every value of an image is in one place of the window and no more.</summary>
    /// <param name="input">The image.</param>
    /// <param name="output">The places.</param>
    public bool IsPartition(Shape input, Shape output) =>
        IsPartition(Kernel.Height, Stride.Height, Padding.Top, input.Height, output.Height) && IsPartition(Kernel.Width, Stride.Width, Padding.Left, input.Width, output.Width);

    private static bool IsPartition(int kernel, int stride, int padding, int inputs, int outputs) =>
        stride >= kernel && (stride == kernel || outputs == 1) && ((outputs - 1) * stride) + kernel - padding >= inputs;

    /// <summary>Reads the keys of a layer.</summary>
    public static Window Of(ExportedLayer layer)
    {
        Settings settings = layer.Settings;
        Size kernel = settings.Size("kernel_size");
        Size dilation = settings.Size("dilation", Size.One);
        return new Window(kernel, settings.Size("stride", Size.One), dilation, PaddingOf(layer, kernel, dilation));
    }

    /// <summary>"same" is half of what the kernel spans on each side; of an odd total one more at the bottom and on the right, as in PyTorch.</summary>
    private static Margins PaddingOf(ExportedLayer layer, Size kernel, Size dilation)
    {
        switch (layer.Settings.TextOrNull("padding"))
        {
            case "same":
                (int height, int width) = (dilation.Height * (kernel.Height - 1), dilation.Width * (kernel.Width - 1));
                return new Margins(height / 2, width / 2, height - (height / 2), width - (width / 2));
            case "valid":
                return default;
            case { } unknown:
                throw new ExportException(layer.Name, $"export does not know the padding \"{unknown}\"");
            default:
                Size each = layer.Settings.Size("padding", Size.Zero);
                return new Margins(each.Height, each.Width, each.Height, each.Width);
        }
    }
}
