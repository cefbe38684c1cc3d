using LeNet.Generator.Architecture.Keys;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>The kinds of layers that an architecture file may name.</summary>
internal static class LayerReaders
{
    public static readonly IReadOnlyList<LayerReader> All =
    [
        new Conv2dReader(),
        new AvgPool2dReader(),
        new MaxPool2dReader(),
        new AdaptiveAvgPool2dReader(),
        new Subsample2dReader(),
        new FlattenReader(),
        new LinearReader(),
        new BatchNormReader(isImage: true),
        new BatchNormReader(isImage: false),
        new LayerNormReader(),
        new DropoutReader(),
        new RbfReader(),
        .. ActivationKinds.Functions.Select(kind => new ActivationReader(kind)),
    ];

    public static readonly IReadOnlyList<string> Types = [.. All.Select(reader => reader.Type)];

    /// <returns>Null for an unknown type.</returns>
    public static LayerReader? Find(string type) => All.FirstOrDefault(reader => reader.Type == type);

    /// <summary>The kind that a layer is of.</summary>
    public static LayerReader Of(Layer layer) => All.First(reader => reader.Settings(layer) is not null);

    /// <summary>The layer as a JSON object that reads back as the same, defaults written out.</summary>
    public static string Write(Layer layer) => Setting.Object(Of(layer).Settings(layer)!);
}
