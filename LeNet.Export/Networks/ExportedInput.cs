using LeNet.Runtime;

namespace LeNet.Export.Networks;

/// <summary>How raw 8-bit images become the first layer's input.</summary>
/// <param name="Shape">The input.</param>
/// <param name="Image">Height and width of the images.</param>
/// <param name="Fit">How one becomes the other.</param>
/// <param name="Scale">Per channel: a level times this …</param>
/// <param name="Shift">… plus this is the input. Both are rounded as the engine does.</param>
internal sealed record ExportedInput(Shape Shape, Size Image, Fit Fit, IReadOnlyList<float> Scale, IReadOnlyList<float> Shift)
{
    /// <summary>Bytes of an image.</summary>
    public int ImageBytes => Shape.Channels * Image.Area;

    /// <summary>Black around the image where it is padded; the odd row or column is at the bottom or right.</summary>
    public Margins Margins
    {
        get
        {
            if (Fit != Fit.Pad)
            {
                return default;
            }

            (int height, int width) = (Shape.Height - Image.Height, Shape.Width - Image.Width);
            return new Margins(height / 2, width / 2, height - (height / 2), width - (width / 2));
        }
    }

    /// <summary>Reads a network's description.</summary>
    /// <exception cref="ExportException">It has a key that is not known.</exception>
    public static ExportedInput Of(NetworkDescription network)
    {
        var settings = Settings.Parse(network.InputSettings);
        settings.Ignore("shape");
        settings.Ignore("image");
        var shape = new Shape(network.InputShape);
        var image = new Size(network.ImageHeight, network.ImageWidth);
        string? fit = settings.TextOrNull("fit");
        double[] mean = settings.Numbers("mean");
        double[] std = settings.Numbers("std");
        if (settings.Unread.FirstOrDefault() is { } unknown)
        {
            throw new ExportException("input", $"export does not know the key \"{unknown}\"");
        }

        return new ExportedInput(
            shape,
            image,
            image == shape.Size ? Fit.None
                : fit == "resize" ? Fit.Resize
                : fit == "pad" ? Fit.Pad
                : throw new ExportException("input", $"export does not know the fit \"{fit}\""),
            [.. std.Select(value => (float)(1 / (255 * value)))],
            [.. mean.Zip(std, (m, s) => (float)(-m / s))]);
    }
}

/// <summary>How an image of another size is brought to the input's size.</summary>
internal enum Fit
{
    /// <summary>The sizes are equal.</summary>
    None,

    /// <summary>Centred on black.</summary>
    Pad,

    /// <summary>Scaled bilinearly, rounded to 8 bits after each axis.</summary>
    Resize,
}
