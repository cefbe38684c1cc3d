namespace LeNet.Generator.Shapes;

/// <summary>An architecture whose layers fit together, with every shape known.</summary>
/// <param name="Namespace">Null for the project's root namespace.</param>
internal sealed record ShapedNetwork(
    string Name,
    string? Namespace,
    ImageInput Input,
    EquatableArray<ShapedLayer> Layers,
    Loss Loss)
{
    public Shape Output => Layers[Layers.Count - 1].Output;
}

/// <summary>A layer with the shape of what comes in and of what goes out.</summary>
internal sealed record ShapedLayer(Layer Layer, Shape Input, Shape Output);
