namespace LeNet.Samples.Images;

/// <summary>Changes the size of a plane by averages over areas, which keeps thin strokes and makes no jagged edges.</summary>
internal static class Resampling
{
    /// <summary>A smaller plane: each value the mean of the area that it covers.</summary>
    public static Plane Reduce(Plane plane, int width, int height)
    {
        Weights[] columns = Weights.Along(width, (double)plane.Width / width, 0, plane.Width);
        Weights[] rows = Weights.Along(height, (double)plane.Height / height, 0, plane.Height);
        return Resample(plane, columns, rows);
    }

    /// <summary>
    /// A plane of a size of its own, of a part of another: each value is the mean over the area it covers, or, where that is
    /// less than a pixel of the source, over one pixel's area around its centre. Outside of the source all is 0.
    /// </summary>
    /// <param name="plane">The source.</param>
    /// <param name="width">Columns wanted.</param>
    /// <param name="height">Rows wanted.</param>
    /// <param name="left">Where the first column begins in the source.</param>
    /// <param name="top">Where the first row begins in the source.</param>
    /// <param name="step">Pixels of the source for one wanted.</param>
    public static Plane Take(Plane plane, int width, int height, double left, double top, double step)
    {
        return Resample(plane, Weights.Along(width, step, left, plane.Width), Weights.Along(height, step, top, plane.Height));
    }

    /// <summary>The same size, each value averaged with its neighbours by 1, 2, 1 in both directions.</summary>
    public static Plane Smooth(Plane plane)
    {
        Plane across = plane.Blank();
        for (int row = 0; row < plane.Height; row++)
        {
            ReadOnlySpan<float> from = plane.Row(row);
            Span<float> to = across.Row(row);
            for (int column = 0; column < to.Length; column++)
            {
                to[column] = (from[Math.Max(0, column - 1)] + (2 * from[column]) + from[Math.Min(from.Length - 1, column + 1)]) / 4;
            }
        }

        Plane result = plane.Blank();
        for (int row = 0; row < plane.Height; row++)
        {
            ReadOnlySpan<float> above = across.Row(Math.Max(0, row - 1));
            ReadOnlySpan<float> here = across.Row(row);
            ReadOnlySpan<float> below = across.Row(Math.Min(plane.Height - 1, row + 1));
            Span<float> to = result.Row(row);
            for (int column = 0; column < to.Length; column++)
            {
                to[column] = (above[column] + (2 * here[column]) + below[column]) / 4;
            }
        }

        return result;
    }

    private static Plane Resample(Plane plane, Weights[] columns, Weights[] rows)
    {
        Plane narrow = plane.Blank(columns.Length, plane.Height);
        for (int row = 0; row < plane.Height; row++)
        {
            ReadOnlySpan<float> from = plane.Row(row);
            Span<float> to = narrow.Row(row);
            for (int column = 0; column < to.Length; column++)
            {
                Weights weights = columns[column];
                float sum = 0;
                for (int i = 0; i < weights.Values.Length; i++)
                {
                    sum += weights.Values[i] * from[weights.First + i];
                }

                to[column] = sum;
            }
        }

        Plane result = plane.Blank(columns.Length, rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            Span<float> to = result.Row(row);
            for (int i = 0; i < rows[row].Values.Length; i++)
            {
                float weight = rows[row].Values[i];
                ReadOnlySpan<float> from = narrow.Row(rows[row].First + i);
                for (int column = 0; column < to.Length; column++)
                {
                    to[column] += weight * from[column];
                }
            }
        }

        return result;
    }

    /// <summary>Which values, one after the other, make up one of the result, and how much of it each.</summary>
    private readonly record struct Weights(int First, float[] Values)
    {
        public static Weights[] Along(int count, double step, double start, int sourceLength)
        {
            double reach = Math.Max(step, 1);
            var all = new Weights[count];
            for (int i = 0; i < count; i++)
            {
                double centre = start + ((i + 0.5) * step);
                all[i] = Over(centre - (reach / 2), centre + (reach / 2), sourceLength);
            }

            return all;
        }

        private static Weights Over(double from, double to, int sourceLength)
        {
            int first = Math.Clamp((int)Math.Floor(from), 0, sourceLength);
            int end = Math.Clamp((int)Math.Ceiling(to), first, sourceLength);
            float[] values = new float[end - first];
            for (int i = 0; i < values.Length; i++)
            {
                double covered = Math.Min(to, first + i + 1) - Math.Max(from, first + i);
                values[i] = (float)(Math.Max(0, covered) / (to - from));
            }

            return new Weights(first, values);
        }
    }
}
