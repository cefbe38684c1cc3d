namespace LeNet.Runtime;

/// <summary>y = w s + b with s the sum of a window, as one connection of the paper's: h[w] = Σ s² h[y], h[b] = Σ h[y], h[x] = w² h[y].</summary>
internal sealed class CurvedSubsampling : CurvedLayer
{
    private readonly Subsampling _layer;
    private readonly double[] _weight;
    private readonly double[] _bias;
    private readonly int _area;
    private readonly CurvedParameter[] _parameters;
    private readonly CurvedMeans _windows;

    public CurvedSubsampling(Subsampling layer, ReferenceShape input, ReferenceShape output)
    {
        _layer = layer;
        (_weight, _bias) = ([.. layer.Parameters[0].Values], [.. layer.Parameters[1].Values]);
        _area = output.Area;
        _parameters = [.. layer.Parameters.Select(parameter => new CurvedParameter(parameter.Name, new double[parameter.Count]))];

        // Coefficients of 1 and no bias: the layer is its windows' sums.
        layer.Parameters[0].Values.AsSpan().Fill(1);
        layer.Parameters[1].Values.AsSpan().Clear();
        _windows = new CurvedMeans(layer, input, output);
    }

    public override IReadOnlyList<CurvedParameter> Parameters => _parameters;

    public override double[] Forward(double[] x) => [.. _layer.Forward(x).Select((sum, at) => (_weight[at / _area] * sum) + _bias[at / _area])];

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        double[] sums = _layer.Forward(x);
        double[] scaled = new double[hy.Length];
        for (int at = 0; at < hy.Length; at++)
        {
            int channel = at / _area;
            _parameters[0].Sums[channel] += sums[at] * sums[at] * hy[at];
            _parameters[1].Sums[channel] += hy[at];
            scaled[at] = _weight[channel] * _weight[channel] * hy[at];
        }

        return _windows.Backward(x, sums, scaled);
    }
}
