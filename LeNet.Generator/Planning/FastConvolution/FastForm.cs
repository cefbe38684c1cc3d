using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>A convolution in tiles of a few output columns, each by a <see cref="CookToom"/> form: products at points, summed over input channels and kernel rows.</summary>
/// <param name="Toom">The form.</param>
/// <param name="Tiles">Tiles of an output row; the last ends with it, and may overlap the one before.</param>
/// <param name="Columns">Columns of an output row.</param>
internal sealed record FastForm(CookToom Toom, int Tiles, int Columns)
{
    /// <summary>Half a unit in the last place of a float.</summary>
    private const double Rounding = 1.0 / (1 << 24);

    /// <summary>The largest rounding error of a form that is used, as a share of the largest output.</summary>
    private const double MostError = 3e-6;

    /// <summary>
    /// What the error of a sum comes to at most, as a multiple of its standard deviation, relative to the largest output: measured over random
    /// convolutions, which stay below half of it (docs/fast-convolution.md).
    /// </summary>
    private const double Extreme = 1.0;

    /// <summary>What a transform's operation costs beside a multiply-add of the products, whose operands stay in registers.</summary>
    private const double TransformCost = 1.5;

    /// <summary>A form is used if its cost is at most this share of the direct one's.</summary>
    private const double Worthwhile = 0.85;

    /// <summary>Where a tile begins.</summary>
    public int Start(int tile) => Math.Min(tile * Toom.Outputs, Columns - Toom.Outputs);

    /// <summary>Columns that the last tile shares with the one before.</summary>
    public int Overlap => (Tiles * Toom.Outputs) - Columns;

    /// <summary>The best form for a convolution, or null where direct convolution is better, or more exact than any.</summary>
    public static FastForm? For(ShapedLayer layer)
    {
        var convolution = (Conv2d)layer.Layer;
        if (convolution.Algorithm == ConvAlgorithm.Direct || !CanBe(convolution))
        {
            return null;
        }

        FastForm? best = Forms(layer).Where(form => form.Error(layer) <= MostError).OrderBy(form => form.Cost(layer)).FirstOrDefault();
        return convolution.Algorithm == ConvAlgorithm.Fast || best?.Cost(layer) <= Worthwhile * DirectCost(layer) ? best : null;
    }

    /// <summary>Whether a convolution is of a kind that has fast forms.</summary>
    public static bool CanBe(Conv2d convolution) =>
        convolution.Stride == new Size2(1, 1) && convolution.Dilation == new Size2(1, 1) && convolution.Groups == 1 && convolution.Connections is null;

    /// <summary>All forms for a convolution of such a kind.</summary>
    public static IEnumerable<FastForm> Forms(ShapedLayer layer) => CookToom.Of(((Conv2d)layer.Layer).Kernel.Width)
        .Where(toom => toom.Outputs <= layer.Output.Width)
        .Select(toom => new FastForm(toom, RegisterBlock.Blocks(layer.Output.Width, toom.Outputs), layer.Output.Width));

    /// <summary>The largest rounding error to be expected, as a share of the largest output: that of the products' sums, amplified.</summary>
    public double Error(ShapedLayer layer) => Extreme * Rounding * Toom.Amplification * Math.Sqrt(SumLength(layer));

    /// <summary>Multiplications of a sample forward.</summary>
    public long Products(ShapedLayer layer) => (long)layer.Output.Channels * layer.Output.Height * Tiles * Toom.Points * SumLength(layer);

    /// <summary>Forward and both ways back, in multiply-adds of direct convolution.</summary>
    private double Cost(ShapedLayer layer)
    {
        var rows = layer.Output.Height + ((Conv2d)layer.Layer).Kernel.Height - 1;
        long inputs = (long)layer.Input.Channels * rows * Tiles * Toom.Input.Operations;
        long outputs = (long)layer.Output.Channels * layer.Output.Height * Tiles * Toom.Output.Operations;
        return (3 * Products(layer)) + (TransformCost * ((3 * inputs) + (2 * outputs)));
    }

    private static double DirectCost(ShapedLayer layer) =>
        3.0 * layer.Output.Count * layer.Input.Channels * ((Conv2d)layer.Layer).Kernel.Area;

    /// <summary>Products that a sum at a point goes over.</summary>
    private static int SumLength(ShapedLayer layer) => layer.Input.Channels * ((Conv2d)layer.Layer).Kernel.Height;
}
