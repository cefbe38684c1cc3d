using LeNet.Generator;
using LeNet.Generator.Architecture;
using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>What a model does to its input before the first layer: x · scale + shift, value by value.</summary>
/// <param name="Scale">The factors, null for 1 everywhere.</param>
/// <param name="Shift">What is added.</param>
/// <param name="IsByte">Whether the input is of bytes.</param>
internal sealed record InputAffine(OnnxTensor? Scale, OnnxTensor Shift, bool IsByte)
{
    /// <summary>A factor up to this makes numbers of the size that networks take of levels from 0 to 255, not of numbers from 0 to 1.</summary>
    private const double LargestOfLevels = 0.05;

    /// <summary>Digits that are left of a float after a division or two.</summary>
    private const int Digits = 6;

    /// <summary>Nothing.</summary>
    public static InputAffine None(OnnxTensor input) => new(null, input with { Values = new double[input.Count] }, input.IsInteger);

    /// <summary>This, and then another.</summary>
    public InputAffine Then(OnnxTensor scale, OnnxTensor shift) => this with
    {
        Scale = scale with { Values = [.. scale.Values.Select((value, i) => value * (Scale?.Values[i] ?? 1))] },
        Shift = shift with { Values = [.. shift.Values.Select((value, i) => (Shift.Values[i] * scale.Values[i]) + value)] },
    };

    /// <summary>With the values elsewhere.</summary>
    public InputAffine Moved(Func<OnnxTensor, OnnxTensor> move) => this with { Scale = Scale is null ? null : move(Scale), Shift = move(Shift) };

    /// <summary>The mean and deviation of an architecture file that mean the same, and the affine map in the network's order.</summary>
    public (ImageInput Input, double[] Scale, double[] Shift) Read(OnnxNode node, Shape shape, ValueLayout layout, List<string> notes)
    {
        double[] scale = new double[layout.Tensor.Count];
        double[] shift = new double[layout.Tensor.Count];
        for (int i = 0; i < scale.Length; i++)
        {
            int place = (int)layout.Tensor.Values[i];
            (scale[place], shift[place]) = (Scale?.Values[i] ?? 1, Shift.Values[i]);
        }

        double[] mean = new double[shape.Channels];
        double[] std = [.. Enumerable.Repeat(1.0, shape.Channels)];
        if (Scale is null)
        {
            notes.Add(IsByte
                ? "the model takes levels from 0 to 255 as they are"
                : "the file does not say how images were normalised for training: write \"mean\" and \"std\" into \"input\" if they were; as it is, the network gets values from 0 to 1");
            Array.Fill(std, IsByte ? 1 / 255.0 : 1);
        }
        else
        {
            (double[] factors, double[] offsets) = (
                NetworkBuilder.PerChannel(scale[..shape.Count], shape.Channels) ?? throw Differ(),
                NetworkBuilder.PerChannel(shift[..shape.Count], shape.Channels) ?? throw Differ());
            bool takesLevels = IsByte || factors.All(factor => Math.Abs(factor) <= LargestOfLevels);
            for (int channel = 0; channel < std.Length; channel++)
            {
                double deviation = 1 / (factors[channel] * (takesLevels ? 255 : 1));
                (std[channel], mean[channel]) = (Rounded(deviation), Rounded(-offsets[channel] * deviation));
            }

            if (std.Any(deviation => !(deviation > 0 && double.IsFinite(deviation))) || mean.Any(value => !double.IsFinite(value)))
            {
                throw new OnnxException(node, "comes behind an input that is multiplied by a number that is not positive; \"std\" must be");
            }

            notes.Add($"what the model does to its input first is \"mean\" and \"std\" of \"input\" now, of {(takesLevels ? "levels from 0 to 255" : "values from 0 to 1")}");
        }

        var input = new ImageInput(shape, new Size2(shape.Height, shape.Width), ImageFit.None, new EquatableArray<double>(mean), new EquatableArray<double>(std));
        return (input, scale, shift);

        OnnxException Differ() => new(node, "comes behind an input that is multiplied or shifted by other constants within a channel; \"mean\" and \"std\" are one for each channel");
    }

    /// <summary>The number of a float, as people write it.</summary>
    private static double Rounded(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : value;
}
