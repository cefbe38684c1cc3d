namespace LeNet.Samples.Images;

/// <summary>A picture in shades of grey.</summary>
internal sealed class GreyImage
{
    /// <summary>Takes values as the picture; they are not copied.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="values">Row by row, 0 black … 255 white.</param>
    /// <exception cref="ArgumentException">There are not width × height values.</exception>
    public GreyImage(int width, int height, byte[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (values.Length != (long)width * height)
        {
            throw new ArgumentException($"A picture of {width}×{height} has {(long)width * height} values, not {values.Length}.", nameof(values));
        }

        (Width, Height, Values) = (width, height, values);
    }

    /// <summary>Pixels of the picture's file, along a side, for each of these: more than 1 where a large photo was read at a smaller size.</summary>
    public double Reduction { get; private init; } = 1;

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Row by row, 0 black … 255 white.</summary>
    public byte[] Values { get; }

    /// <summary>The same, read at a smaller size than its file has.</summary>
    public GreyImage ReducedBy(double reduction) => new(Width, Height, Values) { Reduction = reduction };
}
