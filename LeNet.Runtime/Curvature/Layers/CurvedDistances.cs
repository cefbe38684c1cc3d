namespace LeNet.Runtime;

/// <summary>y[o] = −Σ (x[i] − w[o,i])²: h[x[i]] = Σ 4 (x[i] − w[o,i])² h[y[o]].</summary>
/// <param name="layer">The distances.</param>
/// <param name="arePenalties">
/// Whether the loss is that of the distances themselves, −y[t] + log Σ exp(y). Its first term is a sum of squares already, whose second derivative is 2 whatever the class t.
/// Without it, a network that takes every image for one class has no curvature at all, as p (1 − p) is 0 then, and steps of η / μ throw it away.
/// </param>
internal sealed class CurvedDistances(PrototypeDistances layer, bool arePenalties) : CurvedLayer
{
    private const double OfSquare = 2;

    public override double[] Forward(double[] x) => layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        double[] hx = new double[x.Length];
        Array.Fill(hx, arePenalties ? OfSquare : 0);
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
