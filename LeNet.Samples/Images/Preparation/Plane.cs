namespace LeNet.Samples.Images;

/// <summary>A picture while it is worked on: row by row, 0 … 255 with fractions.</summary>
internal sealed class Plane(int width, int height, float[] values)
{
    /// <summary>A plane of zeros.</summary>
    public Plane(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>Row by row.</summary>
    public float[] Values => values;

    /// <summary>One value.</summary>
    public ref float this[int column, int row] => ref values[(row * width) + column];

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => values.AsSpan(row * width, width);

    /// <summary>A picture's values.</summary>
    public static Plane Of(GreyImage picture) => new(picture.Width, picture.Height, Array.ConvertAll(picture.Values, value => (float)value));

    /// <summary>A new plane with a function of each value.</summary>
    public Plane Map(Func<float, float> function) => new(width, height, Array.ConvertAll(values, value => function(value)));

    /// <summary>A new plane with black and white exchanged.</summary>
    public Plane Inverted() => Map(value => byte.MaxValue - value);
}
