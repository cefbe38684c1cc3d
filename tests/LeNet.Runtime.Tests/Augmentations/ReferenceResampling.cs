namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>
/// Affine and elastic distortion of one image in double precision, written from the definitions: matrices multiplied and inverted, the Gaussian as a sum over
/// two dimensions, the four neighbours looked up one by one.
/// </summary>
internal static class ReferenceResampling
{
    /// <summary>The levels of the distorted image, not rounded.</summary>
    public static double[] Distort(Augmentation options, ReadOnlySpan<byte> image, int channels, int height, int width, ulong seed, int epoch, int sample)
    {
        (double[,] matrix, double shiftX, double shiftY) = Map(options.Affine ?? new AffineAugmentation(), height, width, seed, epoch, sample);
        double determinant = (matrix[0, 0] * matrix[1, 1]) - (matrix[0, 1] * matrix[1, 0]);
        (double[] movesX, double[] movesY) = Field(options.Elastic, height, width, seed, epoch, sample);
        double[] result = new double[image.Length];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int pixel = (row * width) + column;
                double x = column + movesX[pixel] - ((width - 1) / 2.0) - shiftX;
                double y = row + movesY[pixel] - ((height - 1) / 2.0) - shiftY;
                double sourceX = (((matrix[1, 1] * x) - (matrix[0, 1] * y)) / determinant) + ((width - 1) / 2.0);
                double sourceY = (((matrix[0, 0] * y) - (matrix[1, 0] * x)) / determinant) + ((height - 1) / 2.0);
                for (int channel = 0; channel < channels; channel++)
                {
                    result[(channel * height * width) + pixel] = Bilinear(image.Slice(channel * height * width, height * width), height, width, sourceX, sourceY);
                }
            }
        }

        return result;
    }

    /// <summary>How far each pixel moves.</summary>
    public static (double[] X, double[] Y) Field(ElasticAugmentation? options, int height, int width, ulong seed, int epoch, int sample)
    {
        int pixels = height * width;
        if (options is null)
        {
            return (new double[pixels], new double[pixels]);
        }

        uint[] words = Words(seed, epoch, sample, Distortion.Elastic, (2 * pixels / 4) + 1);
        double[] noise = [.. Enumerable.Range(0, 2 * pixels).Select(i => (((byte)(words[i / 4] >> (8 * (i % 4))) + 0.5) / 128) - 1)];
        return (Smooth(noise[..pixels], height, width, options), Smooth(noise[pixels..], height, width, options));
    }

    /// <summary>The words of one distortion of one sample.</summary>
    public static uint[] Words(ulong seed, int epoch, int sample, Distortion distortion, int count)
    {
        var words = new List<uint>();
        for (uint block = 0; words.Count < count; block++)
        {
            RandomBlock random = Philox.Encrypt(
                new RandomBlock((uint)sample, block, (uint)epoch, (uint)RandomPurpose.Augmentation + (256 * (uint)distortion)), (uint)seed, (uint)(seed >> 32));
            words.AddRange([random.X0, random.X1, random.X2, random.X3]);
        }

        return [.. words.Take(count)];
    }

    private static double[] Smooth(double[] noise, int height, int width, ElasticAugmentation options)
    {
        int reach = (int)Math.Ceiling(4 * options.Sigma);
        double sum = Enumerable.Range(-reach, (2 * reach) + 1).Sum(i => Math.Exp(-i * i / (2 * options.Sigma * options.Sigma)));
        double[] result = new double[noise.Length];
        for (int i = 0; i < noise.Length; i++)
        {
            for (int j = 0; j < noise.Length; j++)
            {
                int rows = (i / width) - (j / width);
                int columns = (i % width) - (j % width);
                if (Math.Abs(rows) <= reach && Math.Abs(columns) <= reach)
                {
                    double weight = Math.Exp(-((rows * rows) + (columns * columns)) / (2 * options.Sigma * options.Sigma));
                    result[i] += options.Alpha * noise[j] * weight / (sum * sum);
                }
            }
        }

        return result;
    }

    private static (double[,] Matrix, double ShiftX, double ShiftY) Map(AffineAugmentation options, int height, int width, ulong seed, int epoch, int sample)
    {
        double[] draws = [.. Words(seed, epoch, sample, Distortion.Affine, 6).Select(word => word / 4294967296.0)];
        double angle = double.DegreesToRadians(((2 * draws[0]) - 1) * options.Degrees);
        double shiftX = ((2 * draws[1]) - 1) * options.Translate.X * width;
        double shiftY = ((2 * draws[2]) - 1) * options.Translate.Y * height;
        double scale = options.Scale.Min + (draws[3] * (options.Scale.Max - options.Scale.Min));
        double shearX = double.DegreesToRadians(((2 * draws[4]) - 1) * options.Shear.X);
        double shearY = double.DegreesToRadians(((2 * draws[5]) - 1) * options.Shear.Y);

        double[,] turn = { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Sin(angle), Math.Cos(angle) } };
        double[,] alongColumns = { { 1, 0 }, { -Math.Tan(shearY), 1 } };
        double[,] alongRows = { { 1, -Math.Tan(shearX) }, { 0, 1 } };
        double[,] size = { { scale, 0 }, { 0, scale } };
        return (Product(Product(turn, Product(alongColumns, alongRows)), size), shiftX, shiftY);
    }

    private static double[,] Product(double[,] a, double[,] b) => new double[,]
    {
        { (a[0, 0] * b[0, 0]) + (a[0, 1] * b[1, 0]), (a[0, 0] * b[0, 1]) + (a[0, 1] * b[1, 1]) },
        { (a[1, 0] * b[0, 0]) + (a[1, 1] * b[1, 0]), (a[1, 0] * b[0, 1]) + (a[1, 1] * b[1, 1]) },
    };

    private static double Bilinear(ReadOnlySpan<byte> image, int height, int width, double x, double y)
    {
        double result = 0;
        for (int row = (int)Math.Floor(y); row <= Math.Floor(y) + 1; row++)
        {
            for (int column = (int)Math.Floor(x); column <= Math.Floor(x) + 1; column++)
            {
                if (row >= 0 && row < height && column >= 0 && column < width)
                {
                    result += image[(row * width) + column] * (1 - Math.Abs(x - column)) * (1 - Math.Abs(y - row));
                }
            }
        }

        return result;
    }
}
