using LeNet.Generator.Architecture.Layers;

namespace LeNet.Export.Networks;

/// <summary>The fixed vectors of a layer of type rbf.</summary>
internal static class PrototypeVectors
{
    /// <summary>Reads them from a layer's settings.</summary>
    /// <returns>[output][input], row-major.</returns>
    /// <exception cref="ExportException">They are a set that is not known.</exception>
    public static float[] Of(ExportedLayer layer)
    {
        const string Key = "prototypes";
        IEnumerable<IEnumerable<double>> rows = layer.Settings.TextOrNull(Key) switch
        {
            null => layer.Settings.Rows(Key),
            Lecun1998Bitmaps.Name => Lecun1998Bitmaps.Rows(),
            { } unknown => throw new ExportException(layer.Name, $"export does not know the prototypes \"{unknown}\""),
        };
        return [.. rows.SelectMany(row => row).Select(value => (float)value)];
    }
}
