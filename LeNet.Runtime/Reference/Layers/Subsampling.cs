namespace LeNet.Runtime;

/// <summary>The subsampling of LeNet-5 in 1998: out[i,r,c] = coefficient[i] · Σ of the window + bias[i].</summary>
internal sealed class Subsampling(ReferenceSite site) : Pooling(site, padding: Size.Zero)
{
    private readonly ReferenceParameter _weight = site.Parameter("weight", site.Input.Channels);
    private readonly ReferenceParameter _bias = site.Parameter("bias", site.Input.Channels);

    public override IReadOnlyList<ReferenceParameter> Parameters => [_weight, _bias];

    public override double[] Forward(double[] x)
    {
        double[] y = new double[Outputs];
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = (_weight.Values[Channel(at)] * Sum(at, x)) + _bias.Values[Channel(at)];
        }

        return y;
    }

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            _weight.AddGradient(Channel(at), dy[at] * Sum(at, x));
            _bias.AddGradient(Channel(at), dy[at]);
            foreach (int tap in Window(at))
            {
                dx[tap] += dy[at] * _weight.Values[Channel(at)];
            }
        }

        return dx;
    }

    public override double Magnitude(double[] x)
    {
        double[] magnitudes = Array.ConvertAll(x, Math.Abs);
        return Enumerable.Range(0, Outputs).Max(at => Math.Abs(_weight.Values[Channel(at)]) * Sum(at, magnitudes));
    }

    private int Channel(int outputIndex) => outputIndex / (Outputs / _weight.Count);
}
