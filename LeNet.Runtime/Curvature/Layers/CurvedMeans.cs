namespace LeNet.Runtime;

/// <summary>A layer of means, y[k] = Σ a[k,i] x[i] with fixed coefficients: h[x[i]] = Σ a[k,i]² h[y[k]].</summary>
internal sealed class CurvedMeans : CurvedLayer
{
    private readonly ReferenceLayer _layer;
    private readonly int _inputs;
    private readonly (int Input, double Square)[][] _terms;

    public CurvedMeans(ReferenceLayer layer, ReferenceShape input, ReferenceShape output)
    {
        (_layer, _inputs) = (layer, input.Count);
        double[] any = new double[input.Count];
        double[] one = new double[output.Count];
        _terms = new (int, double)[output.Count][];
        for (int k = 0; k < one.Length; k++)
        {
            one[k] = 1;
            double[] coefficients = layer.Backward(any, one, one);
            _terms[k] = [.. coefficients.Index().Where(term => term.Item != 0).Select(term => (term.Index, term.Item * term.Item))];
            one[k] = 0;
        }
    }

    public override double[] Forward(double[] x) => _layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        double[] hx = new double[_inputs];
        for (int k = 0; k < hy.Length; k++)
        {
            foreach ((int input, double square) in _terms[k])
            {
                hx[input] += square * hy[k];
            }
        }

        return hx;
    }
}
