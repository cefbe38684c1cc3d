namespace LeNet.Runtime;

/// <summary>torch.nn.Linear: out[o] = b[o] + Σ_i w[o,i] · in[i].</summary>
internal sealed class FullyConnected : ReferenceLayer
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly ReferenceParameter _weight;
    private readonly ReferenceParameter? _bias;

    public FullyConnected(ReferenceSite site)
    {
        _inputs = site.Input.Count;
        _outputs = site.Settings.Integer("out_features");
        _weight = site.Parameter("weight", _outputs * _inputs);
        _bias = site.Settings.Flag("bias") ? site.Parameter("bias", _outputs) : null;
    }

    public override IReadOnlyList<ReferenceParameter> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override double[] Forward(double[] x)
    {
        double[] y = new double[_outputs];
        for (int o = 0; o < y.Length; o++)
        {
            double sum = _bias is null ? 0 : _bias.Values[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += _weight.Values[(o * _inputs) + i] * x[i];
            }

            y[o] = sum;
        }

        return y;
    }

    public override double Magnitude(double[] x) => Enumerable.Range(0, _outputs).Max(o =>
        Math.Abs(_bias?.Values[o] ?? 0) + Enumerable.Range(0, _inputs).Sum(i => Math.Abs(_weight.Values[(o * _inputs) + i] * x[i])));

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[_inputs];
        for (int o = 0; o < dy.Length; o++)
        {
            for (int i = 0; i < dx.Length; i++)
            {
                dx[i] += _weight.Values[(o * _inputs) + i] * dy[o];
                _weight.AddGradient((o * _inputs) + i, x[i] * dy[o]);
            }

            _bias?.AddGradient(o, dy[o]);
        }

        return dx;
    }
}
