namespace LeNet.Runtime;

/// <summary>The kinds of layers: the one place that lists them.</summary>
internal static class CurvedLayers
{
    /// <summary>The operations of a layer of an architecture file: its own and that of its activation.</summary>
    /// <param name="network">The network, for its parameters.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="output">What it gives.</param>
    public static IEnumerable<CurvedLayer> Of(Network network, LayerDescription layer, ReferenceShape input, ReferenceShape output)
    {
        var settings = Settings.Parse(layer.Settings);
        IReadOnlyList<ParameterDescription> parameters = network.Description.Parameters;
        var site = new ReferenceSite(layer.Name, settings, input, output)
        {
            Connections = parameters.FirstOrDefault(parameter => parameter.Name == layer.Name + ".weight")?.Connections,
        };
        switch (layer.Type)
        {
            case "flatten" or "dropout": // nothing is dropped in evaluation
                break;
            case "conv2d":
                yield return new CurvedProducts(Filled(new Convolution(site)), Filled(new Convolution(site)));
                break;
            case "linear":
                yield return new CurvedProducts(Filled(new FullyConnected(site)), Filled(new FullyConnected(site)));
                break;
            case "subsample2d":
                yield return new CurvedSubsampling(Filled(new Subsampling(site)), input, output);
                break;
            case "avg_pool2d":
                yield return new CurvedMeans(new AveragePooling(site), input, output);
                break;
            case "adaptive_avg_pool2d":
                yield return new CurvedMeans(new GlobalAveragePooling(site), input, output);
                break;
            case "max_pool2d":
                yield return new CurvedMaximum(new MaximumPooling(site));
                break;
            case "rbf":
                yield return new CurvedDistances(new PrototypeDistances(site), CurvedLoss.IsOfPenalties(network.Description, layer));
                break;
            case "batch_norm1d" or "batch_norm2d":
                yield return new CurvedBatchNorm(Filled(new BatchNormalisation(site)), input, settings.Number("eps"));
                break;
            case "layer_norm":
                yield return new CurvedLayerNorm(Filled(new LayerNormalisation(site)), settings.Number("eps"));
                break;
            default:
                yield return CurvedActivation.Of(settings);
                break;
        }

        if (settings.Has("activation"))
        {
            yield return CurvedActivation.Of(settings.Kind("activation"));
        }

        TLayer Filled<TLayer>(TLayer reference)
            where TLayer : ReferenceLayer
        {
            foreach (ReferenceParameter parameter in reference.Parameters)
            {
                parameter.Set(network.Parameter(parameter.Name));
            }

            return reference;
        }
    }
}
