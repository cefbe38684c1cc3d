namespace LeNet.Runtime;

/// <summary>
/// A normalisation n = (x − mean) / deviation, y = w n + b, whose mean and deviation are taken as given: h[w] = Σ n² h[y], h[b] = Σ h[y], h[x] = (w / deviation)² h[y].
/// </summary>
internal abstract class CurvedNorm : CurvedLayer
{
    private readonly ReferenceLayer _layer;
    private readonly int _area;
    private readonly double[]? _weight;
    private readonly CurvedParameter[] _parameters;

    /// <param name="layer">The layer.</param>
    /// <param name="area">Values that share a weight.</param>
    protected CurvedNorm(ReferenceLayer layer, int area)
    {
        (_layer, _area) = (layer, area);
        ReferenceParameter[] trained = [.. layer.Parameters.Where(parameter => parameter.IsTrainable)];
        _weight = trained.Length == 0 ? null : trained[0].Values;
        _parameters = [.. trained.Select(parameter => new CurvedParameter(parameter.Name, new double[parameter.Count]))];
    }

    public override IReadOnlyList<CurvedParameter> Parameters => _parameters;

    public override double[] Forward(double[] x) => _layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        double[] hx = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            (double mean, double deviation) = Statistics(x, i);
            double slope = (_weight?[i / _area] ?? 1) / deviation;
            hx[i] = slope * slope * hy[i];
            if (_parameters.Length > 0)
            {
                double normal = (x[i] - mean) / deviation;
                _parameters[0].Sums[i / _area] += normal * normal * hy[i];
                _parameters[1].Sums[i / _area] += hy[i];
            }
        }

        return hx;
    }

    /// <summary>Mean and deviation for a value.</summary>
    protected abstract (double Mean, double Deviation) Statistics(double[] x, int i);
}
