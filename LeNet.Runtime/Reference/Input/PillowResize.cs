namespace LeNet.Runtime;

/// <summary>
/// Image.resize(size, Image.BILINEAR) of Pillow on one 8-bit channel: what torchvision's Resize does to a PIL image.
/// Written from its source, src/libImaging/Resample.c: two passes, weights in 22 bits after the point, each pass rounded to 8 bits.
/// </summary>
internal static class PillowResize
{
    private const int PrecisionBits = 32 - 8 - 2;

    public static byte[,] Bilinear(byte[,] image, int height, int width)
    {
        byte[,] wide = width == image.GetLength(1) ? image : Horizontal(image, width);
        return height == image.GetLength(0) ? wide : Transposed(Horizontal(Transposed(wide), height));
    }

    private static byte[,] Horizontal(byte[,] image, int width)
    {
        (int rows, int columns) = (image.GetLength(0), image.GetLength(1));
        byte[,] result = new byte[rows, width];
        for (int x = 0; x < width; x++)
        {
            (int first, int[] weights) = Coefficients(columns, width, x);
            for (int y = 0; y < rows; y++)
            {
                long sum = 1L << (PrecisionBits - 1);
                for (int i = 0; i < weights.Length; i++)
                {
                    sum += (long)image[y, first + i] * weights[i];
                }

                result[y, x] = (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);
            }
        }

        return result;
    }

    /// <summary>precompute_coeffs and normalize_coeffs_8bpc for one output pixel.</summary>
    private static (int First, int[] Weights) Coefficients(int inSize, int outSize, int pixel)
    {
        double scale = (double)inSize / outSize;
        double filterScale = scale < 1.0 ? 1.0 : scale;
        double support = 1.0 * filterScale;
        double inverse = 1.0 / filterScale;
        double center = 0 + ((pixel + 0.5) * scale);
        int first = (int)(center - support + 0.5);
        first = first < 0 ? 0 : first;
        int end = (int)(center + support + 0.5);
        end = end > inSize ? inSize : end;

        double[] weights = new double[end - first];
        double sum = 0.0;
        for (int x = 0; x < weights.Length; x++)
        {
            weights[x] = Triangle((x + first - center + 0.5) * inverse);
            sum += weights[x];
        }

        return (first, Array.ConvertAll(weights, weight => (int)(0.5 + (weight / sum * (1 << PrecisionBits)))));
    }

    private static double Triangle(double x)
    {
        x = x < 0.0 ? -x : x;
        return x < 1.0 ? 1.0 - x : 0.0;
    }

    private static byte[,] Transposed(byte[,] image)
    {
        byte[,] result = new byte[image.GetLength(1), image.GetLength(0)];
        for (int y = 0; y < image.GetLength(0); y++)
        {
            for (int x = 0; x < image.GetLength(1); x++)
            {
                result[x, y] = image[y, x];
            }
        }

        return result;
    }
}
