namespace LeNet.Runtime;

/// <summary>
/// A layer that is a sum of products of weights and inputs: h[x] = Σ w² h[y], h[w] = Σ x² h[y]. That is the layer's own way back,
/// with the squares of its weights and of its input.
/// </summary>
internal sealed class CurvedProducts : CurvedLayer
{
    private readonly ReferenceLayer _layer;
    private readonly ReferenceLayer _squared;

    /// <param name="layer">The layer.</param>
    /// <param name="squared">The same once more; its parameters become squares.</param>
    public CurvedProducts(ReferenceLayer layer, ReferenceLayer squared)
    {
        (_layer, _squared) = (layer, squared);
        foreach (ReferenceParameter parameter in squared.Parameters)
        {
            for (int i = 0; i < parameter.Count; i++)
            {
                parameter.Values[i] *= parameter.Values[i];
            }
        }
    }

    public override IReadOnlyList<CurvedParameter> Parameters => [.. _squared.Parameters.Select(parameter => new CurvedParameter(parameter.Name, parameter.Gradient))];

    public override double[] Forward(double[] x) => _layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy) => _squared.Backward(Array.ConvertAll(x, value => value * value), y, hy);
}
