namespace LeNet.Samples.Images;

/// <summary>A picture while it is worked on: row by row, 0 … 255 with fractions. It ends with the memory that it is of.</summary>
internal sealed class Plane(int width, int height, float[] values, PlaneMemory memory)
{
    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>Row by row.</summary>
    public Span<float> Values => values.AsSpan(0, width * height);

    /// <summary>One value.</summary>
    public ref float this[int column, int row] => ref values[(row * width) + column];

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => values.AsSpan(row * width, width);

    /// <summary>A new plane of zeros.</summary>
    public Plane Blank(int columns, int rows) => memory.Blank(columns, rows);

    /// <summary>A new plane of zeros as large as this one.</summary>
    public Plane Blank() => Blank(width, height);

    /// <summary>A new plane of a part of this one.</summary>
    public Plane Part(Box box)
    {
        Plane part = Blank(box.Width, box.Height);
        for (int row = 0; row < box.Height; row++)
        {
            Row(box.Top + row).Slice(box.Left, box.Width).CopyTo(part.Row(row));
        }

        return part;
    }

    /// <summary>A new plane with black and white exchanged.</summary>
    public Plane Inverted()
    {
        Plane inverted = Blank();
        Span<float> to = inverted.Values;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = byte.MaxValue - values[i];
        }

        return inverted;
    }
}
