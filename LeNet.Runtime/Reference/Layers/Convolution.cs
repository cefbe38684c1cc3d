namespace LeNet.Runtime;

/// <summary>
/// torch.nn.Conv2d: out[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · in[g + i, r·stride + u·dilation − padding, c·stride + v·dilation − padding],
/// where what lies outside is 0 and g is the first input channel of the group of o.
/// </summary>
internal sealed class Convolution : ReferenceLayer
{
    private readonly ReferenceShape _input;
    private readonly ReferenceShape _output;
    private readonly Size _stride;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter? _bias;
    private readonly Tap[] _taps;

    public Convolution(ReferenceSite site)
    {
        Settings settings = site.Settings;
        (_input, _output) = (site.Input, site.Output);
        _stride = settings.Size("stride");
        Size kernel = settings.Size("kernel_size");
        int groups = settings.Integer("groups");
        int outputs = settings.Integer("out_channels");
        settings.Ignore("connections"); // the site has them
        settings.Ignore("algorithm"); // it changes rounding alone
        _weight = site.Parameter("weight", outputs * (_input.Channels / groups) * kernel.Area);
        _bias = settings.Flag("bias") ? site.Parameter("bias", outputs) : null;
        _taps = [.. Taps(site, kernel, groups)];
    }

    public override IReadOnlyList<ReferenceParameter> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override double[] Forward(double[] x)
    {
        double[] y = new double[_output.Count];
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = _bias is null ? 0 : _bias.Values[at / _output.Area];
        }

        foreach (Tap tap in _taps)
        {
            double weight = _weight.Values[tap.Weight];
            for (int r = tap.Rows.First; r < tap.Rows.End; r++)
            {
                (int output, int input) = Row(tap, r);
                for (int c = tap.Columns.First; c < tap.Columns.End; c++)
                {
                    y[output + c] += weight * x[input + (c * _stride.Width)];
                }
            }
        }

        return y;
    }

    public override double Magnitude(double[] x)
    {
        double[] sums = new double[_output.Count];
        foreach (Tap tap in _taps)
        {
            double weight = Math.Abs(_weight.Values[tap.Weight]);
            for (int r = tap.Rows.First; r < tap.Rows.End; r++)
            {
                (int output, int input) = Row(tap, r);
                for (int c = tap.Columns.First; c < tap.Columns.End; c++)
                {
                    sums[output + c] += weight * Math.Abs(x[input + (c * _stride.Width)]);
                }
            }
        }

        return Largest(sums) + (_bias is null ? 0 : Largest(_bias.Values));
    }

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[_input.Count];
        foreach (Tap tap in _taps)
        {
            double weight = _weight.Values[tap.Weight];
            (double gradient, double magnitude) = (_weight.Gradient[tap.Weight], _weight.Magnitude[tap.Weight]);
            for (int r = tap.Rows.First; r < tap.Rows.End; r++)
            {
                (int output, int input) = Row(tap, r);
                for (int c = tap.Columns.First; c < tap.Columns.End; c++)
                {
                    int at = input + (c * _stride.Width);
                    dx[at] += weight * dy[output + c];
                    double term = x[at] * dy[output + c];
                    gradient += term;
                    magnitude += Math.Abs(term);
                }
            }

            (_weight.Gradient[tap.Weight], _weight.Magnitude[tap.Weight]) = (gradient, magnitude);
        }

        for (int at = 0; at < dy.Length; at++)
        {
            _bias?.AddGradient(at / _output.Area, dy[at]);
        }

        return dx;
    }

    /// <summary>Where column 0 of an output row is, and what a tap multiplies there.</summary>
    private (int Output, int Input) Row(Tap tap, int r) => (tap.Output + (r * _output.Width), tap.Input + (r * _stride.Height * _input.Width));

    private IEnumerable<Tap> Taps(ReferenceSite site, Size kernel, int groups)
    {
        Settings settings = site.Settings;
        Size dilation = settings.Size("dilation");
        Size padding = settings.TextOrNull("padding") == "same"
            ? new Size(dilation.Height * (kernel.Height - 1) / 2, dilation.Width * (kernel.Width - 1) / 2)
            : settings.Size("padding");
        int groupInputs = _input.Channels / groups;
        int groupOutputs = _output.Channels / groups;
        for (int at = 0; at < _weight.Count; at++)
        {
            int v = at % kernel.Width;
            int u = at / kernel.Width % kernel.Height;
            int i = at / kernel.Area % groupInputs;
            int o = at / kernel.Area / groupInputs;
            if (site.Connections?[o].Contains(i) ?? true)
            {
                int row = (u * dilation.Height) - padding.Height;
                int column = (v * dilation.Width) - padding.Width;
                yield return new Tap(
                    at,
                    o * _output.Area,
                    ((((((o / groupOutputs) * groupInputs) + i) * _input.Height) + row) * _input.Width) + column,
                    Inside(row, _stride.Height, _input.Height, _output.Height),
                    Inside(column, _stride.Width, _input.Width, _output.Width));
            }
        }
    }

    /// <summary>The outputs r for which r · stride + offset is neither before the input nor past it.</summary>
    private static (int First, int End) Inside(int offset, int stride, int inputs, int outputs)
    {
        int first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
        int end = offset >= inputs ? 0 : Math.Min(outputs, ((inputs - 1 - offset) / stride) + 1);
        return (first, end);
    }

    /// <summary>A weight and what it multiplies, without what is padding.</summary>
    /// <param name="Weight">Its index.</param>
    /// <param name="Output">Where its output channel begins.</param>
    /// <param name="Input">What output 0 of that channel is multiplied with, which may lie outside.</param>
    /// <param name="Rows">The rows of the output that it is part of.</param>
    /// <param name="Columns">The columns of the output that it is part of.</param>
    private readonly record struct Tap(int Weight, int Output, int Input, (int First, int End) Rows, (int First, int End) Columns);
}
