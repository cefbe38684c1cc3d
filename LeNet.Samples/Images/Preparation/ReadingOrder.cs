namespace LeNet.Samples.Images;

/// <summary>The order in which people read: line by line, from left to right.</summary>
internal static class ReadingOrder
{
    /// <summary>Sorts things that have a box.</summary>
    /// <remarks>A thing is in the line of what lies to the left of it, or before it, if its middle is within the height of that or that one's middle within its own.</remarks>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> things, Func<T, Box> box)
    {
        var lines = new List<List<T>>();
        foreach (T thing in things.OrderBy(thing => box(thing).Left))
        {
            Box here = box(thing);
            List<T>? line = lines
                .Where(line => IsBeside(box(line[^1]), here))
                .MinBy(line => Math.Abs(Middle(box(line[^1])) - Middle(here)));
            if (line is null)
            {
                lines.Add([thing]);
            }
            else
            {
                line.Add(thing);
            }
        }

        return [.. lines.OrderBy(line => line.Average(thing => Middle(box(thing)))).SelectMany(line => line)];
    }

    private static bool IsBeside(Box one, Box other) => Holds(one, Middle(other)) || Holds(other, Middle(one));

    private static bool Holds(Box box, double row) => row >= box.Top && row <= box.Bottom;

    private static double Middle(Box box) => (box.Top + box.Bottom) / 2.0;
}
