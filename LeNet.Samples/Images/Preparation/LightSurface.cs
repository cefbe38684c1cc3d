namespace LeNet.Samples.Images;

/// <summary>
/// The light on a sheet of paper as a polynomial of the second degree in the place, fitted to the paper alone: least squares,
/// repeated without the places that turn out to be darker than the paper.
/// </summary>
internal static class LightSurface
{
    private const int Terms = 6;
    private const int Rounds = 6;
    private const int LongestSide = 48;
    private const float Brightest = 255;

    /// <summary>The picture as if the light were even: divided by the surface, the paper near 255.</summary>
    public static Plane Divide(Plane grey)
    {
        double[] light = Fit(grey);
        Plane even = grey.Blank();
        float least = Brightest / 16;
        for (int row = 0; row < grey.Height; row++)
        {
            // Along a row it is a polynomial in x alone.
            double y = Place(row, grey.Height);
            float constant = (float)(light[0] + (light[2] * y) + (light[5] * y * y));
            float linear = (float)(light[1] + (light[4] * y));
            float square = (float)light[3];
            float step = 2f / grey.Width;
            ReadOnlySpan<float> from = grey.Row(row);
            Span<float> to = even.Row(row);
            for (int column = 0; column < to.Length; column++)
            {
                float x = ((column + 0.5f) * step) - 1;
                float here = Math.Max(least, constant + (x * (linear + (x * square))));
                to[column] = Math.Min(2 * Brightest, Brightest * from[column] / here);
            }
        }

        return even;
    }

    private static double[] Fit(Plane grey)
    {
        int longest = Math.Max(grey.Width, grey.Height);
        Plane small = longest <= LongestSide
            ? grey
            : Resampling.Reduce(grey, Math.Max(1, grey.Width * LongestSide / longest), Math.Max(1, grey.Height * LongestSide / longest));
        bool[] isPaper = new bool[small.Values.Length];
        Array.Fill(isPaper, true);
        double[] light = Solve(small, isPaper);
        float[] residuals = new float[isPaper.Length];
        Span<double> terms = stackalloc double[Terms];
        for (int round = 1; round < Rounds; round++)
        {
            ReadOnlySpan<float> values = small.Values;
            for (int i = 0; i < residuals.Length; i++)
            {
                TermsAt(i % small.Width, i / small.Width, small, terms);
                residuals[i] = values[i] - (float)Dot(light, terms);
            }

            float limit = -Math.Max(2, MedianSize(residuals, isPaper));
            for (int i = 0; i < residuals.Length; i++)
            {
                isPaper[i] = residuals[i] > limit;
            }

            light = Solve(small, isPaper);
        }

        return light;
    }

    private static float MedianSize(float[] residuals, bool[] isPaper)
    {
        float[] sizes = new float[residuals.Length];
        int count = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            if (isPaper[i])
            {
                sizes[count++] = Math.Abs(residuals[i]);
            }
        }

        Array.Sort(sizes, 0, count);
        return sizes[count / 2];
    }

    /// <summary>1, x, y, x², xy, y² with x and y from −1 to 1.</summary>
    private static void TermsAt(int column, int row, Plane plane, Span<double> terms)
    {
        double x = Place(column, plane.Width);
        double y = Place(row, plane.Height);
        (terms[0], terms[1], terms[2], terms[3], terms[4], terms[5]) = (1, x, y, x * x, x * y, y * y);
    }

    private static double Place(int index, int length) => (((2 * index) + 1.0) / length) - 1;

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>The normal equations, with a little added to the diagonal so that few or aligned places have a solution too.</summary>
    private static double[] Solve(Plane plane, bool[] taken)
    {
        double[,] system = new double[Terms, Terms + 1];
        Span<double> terms = stackalloc double[Terms];
        ReadOnlySpan<float> values = plane.Values;
        for (int i = 0; i < taken.Length; i++)
        {
            if (!taken[i])
            {
                continue;
            }

            TermsAt(i % plane.Width, i / plane.Width, plane, terms);
            for (int a = 0; a < Terms; a++)
            {
                for (int b = 0; b < Terms; b++)
                {
                    system[a, b] += terms[a] * terms[b];
                }

                system[a, Terms] += terms[a] * values[i];
            }
        }

        for (int a = 0; a < Terms; a++)
        {
            system[a, a] += a == 0 ? 1e-9 : 1e-3;
        }

        // Gauss and Jordan; the matrix is positive definite, so its diagonal will do for pivots.
        for (int a = 0; a < Terms; a++)
        {
            for (int b = 0; b < Terms; b++)
            {
                double factor = system[b, a] / system[a, a];
                for (int c = a; c <= Terms && b != a; c++)
                {
                    system[b, c] -= factor * system[a, c];
                }
            }
        }

        double[] solution = new double[Terms];
        for (int a = 0; a < Terms; a++)
        {
            solution[a] = system[a, Terms] / system[a, a];
        }

        return solution;
    }
}
