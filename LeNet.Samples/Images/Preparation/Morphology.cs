using System.Numerics;
using System.Runtime.InteropServices;

namespace LeNet.Samples.Images;

/// <summary>The greatest and the least values in squares around each place.</summary>
internal static class Morphology
{
    /// <summary>
    /// Fills what is darker than around it and narrower than a square of 2 × reach + 1 pixels; what is larger stays as it is
    /// (closing: J. Serra, "Image Analysis and Mathematical Morphology", 1982).
    /// </summary>
    public static Plane Close(Plane plane, int reach)
    {
        Plane lightest = Greatest(plane, reach);
        Negate(lightest);
        Plane closed = Greatest(lightest, reach);
        Negate(closed);
        return closed;
    }

    /// <summary>The greatest value in the square of 2 × reach + 1 pixels around each place.</summary>
    public static Plane Greatest(Plane plane, int reach)
    {
        // Nothing lies around the picture, so that a square at its border is cut off there.
        Plane around = plane.Blank(plane.Width + (2 * reach), plane.Height + (2 * reach));
        around.Values.Fill(float.NegativeInfinity);
        for (int row = 0; row < plane.Height; row++)
        {
            plane.Row(row).CopyTo(around.Row(row + reach)[reach..]);
        }

        // After each step a value is the greatest of twice as many, from its place on.
        int window = (2 * reach) + 1;
        int reached = 1;
        for (; 2 * reached <= window; reached *= 2)
        {
            Step(around, reached);
        }

        if (reached < window)
        {
            Step(around, window - reached);
        }

        Plane result = plane.Blank();
        for (int row = 0; row < plane.Height; row++)
        {
            around.Row(row)[..plane.Width].CopyTo(result.Row(row));
        }

        return result;
    }

    /// <summary>Replaces each value by the greatest of itself and those so many columns on, rows on, and both.</summary>
    private static void Step(Plane plane, int distance)
    {
        // Values on the way are changed after they were last read.
        for (int row = 0; row < plane.Height; row++)
        {
            Span<float> values = plane.Row(row);
            TakeGreater(values[..^distance], values[distance..]);
        }

        for (int row = 0; row < plane.Height - distance; row++)
        {
            TakeGreater(plane.Row(row), plane.Row(row + distance));
        }
    }

    private static void TakeGreater(Span<float> values, ReadOnlySpan<float> others)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        ReadOnlySpan<Vector<float>> wideOthers = MemoryMarshal.Cast<float, Vector<float>>(others)[..wide.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = Vector.Max(wide[i], wideOthers[i]);
        }

        for (int i = wide.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] = Math.Max(values[i], others[i]);
        }
    }

    private static void Negate(Plane plane)
    {
        foreach (ref float value in plane.Values)
        {
            value = -value;
        }
    }
}
