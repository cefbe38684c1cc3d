using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>The subsampling of LeNet-5 in 1998: out[i,r,c] = coefficient[i] · Σ of the window + bias[i].</summary>
internal sealed class Subsampling(Subsample2d layer, Shape input, Shape output) : Pooling(layer.Windows, input, output)
{
    private readonly ReferenceParameter _weight = new(layer.Name + ".weight", input.Channels);
    private readonly ReferenceParameter _bias = new(layer.Name + ".bias", input.Channels);

    public override IReadOnlyList<ReferenceParameter> Parameters => [_weight, _bias];

    public override double[] Forward(double[] x) =>
        [.. Enumerable.Range(0, Outputs).Select(at => (_weight.Values[Channel(at)] * Window(at).Sum(tap => x[tap])) + _bias.Values[Channel(at)])];

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[Inputs];
        for (int at = 0; at < dy.Length; at++)
        {
            _weight.AddGradient(Channel(at), dy[at] * Window(at).Sum(tap => x[tap]));
            _bias.AddGradient(Channel(at), dy[at]);
            foreach (int tap in Window(at))
            {
                dx[tap] += dy[at] * _weight.Values[Channel(at)];
            }
        }

        return dx;
    }

    public override double Magnitude(double[] x) => Enumerable.Range(0, Outputs).Max(at =>
        Math.Abs(_weight.Values[Channel(at)]) * Window(at).Sum(tap => Math.Abs(x[tap])));

    private int Channel(int outputIndex) => outputIndex / (Outputs / _weight.Count);
}
