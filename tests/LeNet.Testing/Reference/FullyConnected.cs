using LeNet.Generator.Architecture.Layers;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.Linear: out[o] = b[o] + Σ_i w[o,i] · in[i].</summary>
internal sealed class FullyConnected(Linear layer, int inputs) : ReferenceLayer
{
    private readonly ReferenceParameter _weight = new(layer.Name + ".weight", layer.OutFeatures * inputs);
    private readonly ReferenceParameter? _bias = layer.Bias ? new(layer.Name + ".bias", layer.OutFeatures) : null;

    public override IReadOnlyList<ReferenceParameter> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override double[] Forward(double[] x)
    {
        double[] y = new double[layer.OutFeatures];
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = _bias is null ? 0 : _bias.Values[o];
            for (int i = 0; i < inputs; i++)
            {
                y[o] += _weight.Values[(o * inputs) + i] * x[i];
            }
        }

        return y;
    }

    public override double Magnitude(double[] x) => Enumerable.Range(0, layer.OutFeatures).Max(o =>
        Math.Abs(_bias?.Values[o] ?? 0) + Enumerable.Range(0, inputs).Sum(i => Math.Abs(_weight.Values[(o * inputs) + i] * x[i])));

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[inputs];
        for (int o = 0; o < dy.Length; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                dx[i] += _weight.Values[(o * inputs) + i] * dy[o];
                _weight.AddGradient((o * inputs) + i, x[i] * dy[o]);
            }

            _bias?.AddGradient(o, dy[o]);
        }

        return dx;
    }
}
