namespace LeNet.Runtime;

/// <summary>
/// Bends the paper: the corners of a coarse grid over the digit move at random, and what lies between them moves smoothly
/// along (a quadratic B-spline). After P. Simard, D. Steinkraus, J. Platt: "Best practices for convolutional neural
/// networks applied to visual document analysis", ICDAR 2003, who bend images.
/// </summary>
internal static class ElasticDistortion
{
    private const int Corners = 6;
    private const double Amplitude = 11;
    private const double Margin = 25;

    /// <summary>Moves the points, which lie in a square of 100×100 or a little outside.</summary>
    public static void Apply(Span<PenPoint> points, ref PhiloxSequence random)
    {
        Span<double> moves = stackalloc double[2 * Corners * Corners];
        double amplitude = Amplitude * random.Between(0.4, 1.6);
        for (int i = 0; i < moves.Length; i++)
        {
            moves[i] = amplitude * random.Normal();
        }

        foreach (ref PenPoint point in points)
        {
            (int column, double u) = Place(point.X);
            (int row, double v) = Place(point.Y);
            double x = 0;
            double y = 0;
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    double weight = Weight(i, v) * Weight(j, u);
                    int corner = 2 * (((row + i) * Corners) + column + j);
                    x += weight * moves[corner];
                    y += weight * moves[corner + 1];
                }
            }

            point.X += x;
            point.Y += y;
        }
    }

    /// <summary>The first of three grid lines around a coordinate, and the place from 0 to 1 in their middle interval.</summary>
    private static (int Line, double Place) Place(double coordinate)
    {
        const double Intervals = Corners - 2;
        double position = (coordinate + Margin) * (Intervals / (100 + (2 * Margin)));
        position = Math.Clamp(position, 0, Intervals - 1e-9);
        int line = (int)position;
        return (line, position - line);
    }

    private static double Weight(int line, double place) => line switch
    {
        0 => (1 - place) * (1 - place) / 2,
        1 => 0.5 + (place * (1 - place)),
        _ => place * place / 2,
    };
}
