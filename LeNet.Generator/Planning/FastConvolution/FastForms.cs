using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>Chooses how a convolution is computed: by its shape alone, so that every processor rounds alike.</summary>
internal static class FastForms
{
    /// <summary>Half a unit in the last place of a float.</summary>
    private const double Rounding = 1.0 / (1 << 24);

    /// <summary>The largest rounding error of a form that is used, as a share of the largest output.</summary>
    private const double MostError = 3e-6;

    /// <summary>
    /// What the error of a sum comes to at most, as a multiple of its standard deviation, relative to the largest output: measured over random
    /// convolutions, which stay below three quarters of it (docs/fast-convolution.md).
    /// </summary>
    private const double Extreme = 0.7;

    /// <summary>What a transform's operation costs beside a multiply-add of the products, whose operands stay in registers.</summary>
    private const double TransformCost = 1.5;

    /// <summary>A form is used if its cost is at most this share of the direct one's.</summary>
    private const double Worthwhile = 0.85;

    /// <summary>The best form for a convolution, or null where direct convolution is better, or more exact than any.</summary>
    public static FastForm? For(ShapedLayer layer)
    {
        var convolution = (Conv2d)layer.Layer;
        if (convolution.Algorithm == ConvAlgorithm.Direct || !CanBe(convolution))
        {
            return null;
        }

        FastForm? best = Of(layer).Where(form => Error(form, layer) <= MostError).OrderBy(form => Cost(form, layer)).FirstOrDefault();
        var isChosen = best is not null && (convolution.Algorithm == ConvAlgorithm.Fast || Cost(best, layer) <= Worthwhile * DirectCost(layer));
        return isChosen ? best : null;
    }

    /// <summary>Whether a convolution is of a kind that has fast forms.</summary>
    public static bool CanBe(Conv2d convolution) =>
        convolution.Stride == new Size2(1, 1) && convolution.Dilation == new Size2(1, 1) && convolution.Groups == 1 && convolution.Connections is null;

    /// <summary>All forms for a convolution of such a kind.</summary>
    public static IEnumerable<FastForm> Of(ShapedLayer layer) => CookToom.Of(((Conv2d)layer.Layer).Kernel.Width)
        .Where(toom => toom.Outputs <= layer.Output.Width)
        .Select(toom => new FastForm(toom, layer.Output.Width));

    /// <summary>The largest rounding error to be expected, as a share of the largest output: that of the products' sums, amplified.</summary>
    public static double Error(FastForm form, ShapedLayer layer) => Extreme * Rounding * form.Toom.Amplification * Math.Sqrt(SumLength(layer));

    /// <summary>Products of a sample forward, at all points.</summary>
    public static long Products(FastForm form, ShapedLayer layer) =>
        (long)layer.Output.Channels * layer.Output.Height * form.Tiles * form.Toom.Points * SumLength(layer);

    /// <summary>Forward and both ways back, in multiply-adds of direct convolution.</summary>
    private static double Cost(FastForm form, ShapedLayer layer)
    {
        var rows = layer.Output.Height + ((Conv2d)layer.Layer).Kernel.Height - 1;
        var inputs = (long)layer.Input.Channels * rows * form.Tiles * form.Toom.Input.Operations;
        var outputs = (long)layer.Output.Channels * layer.Output.Height * form.Tiles * form.Toom.Output.Operations;
        return (3 * Products(form, layer)) + (TransformCost * ((3 * inputs) + (2 * outputs)));
    }

    private static double DirectCost(ShapedLayer layer) =>
        3.0 * layer.Output.Count * layer.Input.Channels * ((Conv2d)layer.Layer).Kernel.Area;

    /// <summary>Products that a sum at a point goes over.</summary>
    private static int SumLength(ShapedLayer layer) => layer.Input.Channels * ((Conv2d)layer.Layer).Kernel.Height;
}
