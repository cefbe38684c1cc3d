using LeNet.Generator.Architecture;
using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>A layer on its way into a network: what comes behind it in the model may still become its bias or its activation.</summary>
internal sealed class LayerDraft
{
    /// <summary>What layers of its kind are called, with a number: <c>conv</c>.</summary>
    public required string Stem { get; init; }

    /// <summary>The layer of a name and an activation; called once all is known.</summary>
    public required Func<string, Activation, Layer> Make { get; init; }

    /// <summary>The nodes that it is made from.</summary>
    public required IReadOnlyList<OnnxNode> Nodes { get; init; }

    /// <summary>What it gives.</summary>
    public required Shape Output { get; init; }

    /// <summary>The name that the model gives its weights, such as <c>conv1.weight</c>; null without.</summary>
    public string? WeightName { get; init; }

    /// <summary>Whether its kind has an activation.</summary>
    public bool TakesActivation { get; init; }

    /// <summary>Whether a sum behind it is its bias.</summary>
    public bool TakesBias { get; init; }

    /// <summary>Whether products and sums behind it are its scale and offset, value by value.</summary>
    public bool TakesScale { get; init; }

    /// <summary>Whether it is only a product and a sum for each channel, so that others behind it join it.</summary>
    public bool IsScale { get; init; }

    /// <summary>Its activation.</summary>
    public Activation Activation { get; set; } = new NoActivation();

    /// <summary>Its tensors by their names within the layer, such as <c>weight</c>.</summary>
    public Dictionary<string, double[]> Tensors { get; } = new(StringComparer.Ordinal);
}
