namespace LeNet.Runtime;

/// <summary>A network through which second derivatives pass backward.</summary>
internal sealed class CurvedNetwork
{
    private readonly ReferencePreprocessing _preprocessing;
    private readonly IReadOnlyList<CurvedLayer> _layers;
    private readonly CurvedLoss _loss;
    private readonly Dictionary<string, double[]> _sums;

    private CurvedNetwork(ReferencePreprocessing preprocessing, IReadOnlyList<CurvedLayer> layers, CurvedLoss loss)
    {
        (_preprocessing, _layers, _loss) = (preprocessing, layers, loss);
        _sums = layers.SelectMany(layer => layer.Parameters).ToDictionary(parameter => parameter.Name, parameter => parameter.Sums, StringComparer.Ordinal);
    }

    /// <summary>Takes a network's parameters.</summary>
    public static CurvedNetwork Of(Network network)
    {
        NetworkDescription description = network.Description;
        List<CurvedLayer> layers = [];
        var shape = ReferenceShape.Of(description.InputShape);
        foreach (LayerDescription layer in description.Layers)
        {
            var output = ReferenceShape.Of(layer.OutputShape);
            layers.AddRange(CurvedLayers.Of(network, layer, shape, output));
            shape = output;
        }

        return new CurvedNetwork(ReferencePreprocessing.Of(description), layers, CurvedLoss.Of(description));
    }

    /// <summary>Adds an image's second derivatives to those of the parameters.</summary>
    public void Add(ReadOnlySpan<byte> image)
    {
        List<double[]> values = [_preprocessing.Input(image)];
        foreach (CurvedLayer layer in _layers)
        {
            values.Add(layer.Forward(values[^1]));
        }

        double[] h = _loss.Curvature(values[^1]);
        for (int i = _layers.Count - 1; i >= 0; i--)
        {
            h = _layers[i].Backward(values[i], values[i + 1], h);
        }
    }

    /// <summary>What has been added up for a parameter tensor.</summary>
    public double[] Sums(string parameter) => _sums[parameter];
}
