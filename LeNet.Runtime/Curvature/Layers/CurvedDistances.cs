namespace LeNet.Runtime;

/// <summary>y[o] = −Σ (x[i] − w[o,i])²: h[x[i]] = Σ 4 (x[i] − w[o,i])² h[y[o]].</summary>
internal sealed class CurvedDistances(PrototypeDistances layer) : CurvedLayer
{
    public override double[] Forward(double[] x) => layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        double[] hx = new double[x.Length];
        double[] one = new double[hy.Length];
        for (int o = 0; o < hy.Length; o++)
        {
            one[o] = 1;
            double[] slopes = layer.Backward(x, y, one);
            one[o] = 0;
            for (int i = 0; i < hx.Length; i++)
            {
                hx[i] += slopes[i] * slopes[i] * hy[o];
            }
        }

        return hx;
    }
}
