using LeNet.Export.Loops.Training.Layers;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training;

/// <summary>The kinds of layers that can be trained: the one place that lists them.</summary>
internal static class TrainingLayers
{
    private static readonly Dictionary<string, ILayerTraining> Kinds = ((ILayerTraining[])
    [
        new AdaptiveAvgPool2dTraining(),
        new AvgPool2dTraining(),
        new Conv2dTraining(),
        new LayerNormTraining(),
        new LinearTraining(),
        new MaxPool2dTraining(),
        new RbfTraining(),
        new Subsample2dTraining(),
    ]).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Why a kind cannot be trained, and what to do.</summary>
    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        ["batch_norm1d"] = "needs statistics of the whole batch, which takes the activations of all its samples at once; layer_norm would work",
        ["batch_norm2d"] = "needs statistics of the whole batch, which takes the activations of all its samples at once; layer_norm would work",
        ["dropout"] = "drops values at random; the network without it would work, which has the same weights",
    };

    /// <summary>A layer's kind.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <exception cref="ExportException">It cannot be trained.</exception>
    public static ILayerTraining For(ExportedLayer layer, string format) => Kinds.TryGetValue(layer.Type, out ILayerTraining? kind)
        ? kind
        : throw new ExportException(
            layer.Name,
            $"a layer of type {layer.Type} cannot be trained in {format}: it {Refusals.GetValueOrDefault(layer.Type, "is not known")}");
}
