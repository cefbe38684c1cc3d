namespace LeNet.Samples.Images;

/// <summary>One connected part of the ink.</summary>
/// <param name="Pixels">How many pixels it has.</param>
/// <param name="Centrality">Its pixels, each weighted by its nearness to the middle of the picture: 1 there, 0 at the border.</param>
/// <param name="Bounds">The smallest box with it.</param>
/// <param name="Outline">How many of its pixels' sides lie between it and what is no ink.</param>
/// <param name="AtBorder">How many of its pixels' sides lie at the border of the picture.</param>
internal sealed record InkPart(int Pixels, double Centrality, Box Bounds, int Outline, int AtBorder)
{
    /// <summary>Whether it goes on to the border of the picture.</summary>
    public bool Touches => AtBorder > 0;

    /// <summary>The longer side of its box.</summary>
    public int Size => Math.Max(Bounds.Width, Bounds.Height);

    /// <summary>How wide its strokes are in the mean: a line has two sides, each as long as itself.</summary>
    public double Width => 2.0 * Pixels / Math.Max(1, Outline);
}

/// <summary>The connected parts of the ink; pixels that meet at a corner are connected.</summary>
/// <param name="Labels">For each pixel the index of its part, or -1.</param>
/// <param name="All">The parts.</param>
internal sealed record InkParts(int[] Labels, IReadOnlyList<InkPart> All)
{
    /// <summary>Finds the parts.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="threshold">Above this is ink.</param>
    public static InkParts Of(Plane ink, float threshold)
    {
        int[] labels = new int[ink.Values.Length];
        Array.Fill(labels, -1);
        var parts = new List<InkPart>();
        var open = new Stack<int>();
        ReadOnlySpan<float> values = ink.Values;
        for (int start = 0; start < labels.Length; start++)
        {
            if (labels[start] < 0 && values[start] > threshold)
            {
                parts.Add(Fill(ink, threshold, start, parts.Count, labels, open));
            }
        }

        return new InkParts(labels, parts);
    }

    private static InkPart Fill(Plane ink, float threshold, int start, int label, int[] labels, Stack<int> open)
    {
        ReadOnlySpan<float> values = ink.Values;
        int pixels = 0;
        int outline = 0;
        int atBorder = 0;
        double centrality = 0;
        var bounds = new Box(start % ink.Width, start / ink.Width, (start % ink.Width) + 1, (start / ink.Width) + 1);
        labels[start] = label;
        open.Push(start);
        while (open.TryPop(out int pixel))
        {
            int column = pixel % ink.Width;
            int row = pixel / ink.Width;
            pixels++;
            centrality += Nearness(column, ink.Width) * Nearness(row, ink.Height);
            bounds = bounds.Union(new Box(column, row, column + 1, row + 1));
            Count(column > 0, pixel - 1);
            Count(column + 1 < ink.Width, pixel + 1);
            Count(row > 0, pixel - ink.Width);
            Count(row + 1 < ink.Height, pixel + ink.Width);
            for (int y = Math.Max(0, row - 1); y <= Math.Min(ink.Height - 1, row + 1); y++)
            {
                for (int x = Math.Max(0, column - 1); x <= Math.Min(ink.Width - 1, column + 1); x++)
                {
                    int neighbour = (y * ink.Width) + x;
                    if (labels[neighbour] < 0 && values[neighbour] > threshold)
                    {
                        labels[neighbour] = label;
                        open.Push(neighbour);
                    }
                }
            }
        }

        return new InkPart(pixels, centrality, bounds, outline, atBorder);

        void Count(bool isInside, int neighbour)
        {
            atBorder += isInside ? 0 : 1;
            outline += isInside && ink.Values[neighbour] <= threshold ? 1 : 0;
        }
    }

    private static double Nearness(int position, int length) => 1 - Math.Abs(((2 * position) + 1.0 - length) / length);
}
