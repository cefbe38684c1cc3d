namespace LeNet.Runtime;

/// <summary>The kinds of layers: the one place that lists them.</summary>
internal static class ReferenceLayers
{
    private static readonly Dictionary<string, Func<ReferenceSite, ReferenceLayer>> Kinds = new(StringComparer.Ordinal)
    {
        ["adaptive_avg_pool2d"] = site => new GlobalAveragePooling(site),
        ["avg_pool2d"] = site => new AveragePooling(site),
        ["batch_norm1d"] = site => new BatchNormalisation(site),
        ["batch_norm2d"] = site => new BatchNormalisation(site),
        ["conv2d"] = site => new Convolution(site),
        ["dropout"] = site => new RandomDropout(site),
        ["layer_norm"] = site => new LayerNormalisation(site),
        ["linear"] = site => new FullyConnected(site),
        ["max_pool2d"] = site => new MaximumPooling(site),
        ["rbf"] = site => new PrototypeDistances(site),
        ["subsample2d"] = site => new Subsampling(site),
    };

    /// <summary>The operations of a layer of an architecture file: its own and that of its activation.</summary>
    /// <exception cref="NotSupportedException">It is of a type, or has a key, that the reference does not know.</exception>
    public static IReadOnlyList<ReferenceLayer> Of(string type, ReferenceSite site)
    {
        Settings settings = site.Settings;
        List<ReferenceLayer> layers = [];
        if (Kinds.TryGetValue(type, out Func<ReferenceSite, ReferenceLayer>? create))
        {
            layers.Add(create(site));
        }
        else if (type != "flatten")
        {
            // Flattening changes nothing: channel, row, column is the order already. All other types are functions.
            layers.Add(Elementwise.Of(site.Name, settings));
        }

        if (settings.Has("activation"))
        {
            Settings activation = settings.Kind("activation");
            layers.Add(Elementwise.Of(site.Name, activation));
            RequireAllRead(site.Name, activation);
        }

        RequireAllRead(site.Name, settings);
        return layers;
    }

    /// <summary>Checks that every key was understood.</summary>
    /// <exception cref="NotSupportedException">One was not.</exception>
    public static void RequireAllRead(string place, Settings settings)
    {
        settings.Ignore("name");
        settings.Ignore("type");
        if (settings.Unread.FirstOrDefault() is { } unknown)
        {
            throw new NotSupportedException($"{place}: the reference does not know the key \"{unknown}\".");
        }
    }
}
