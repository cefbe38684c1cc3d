using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Loops.Layers;

/// <summary>The kinds of layers: the one place that lists them.</summary>
internal static class LayerLoops
{
    private static readonly Dictionary<string, ILayerLoops> Kinds = ((ILayerLoops[])
    [
        new AdaptiveAvgPool2dLoops(),
        new AvgPool2dLoops(),
        new BatchNormLoops("batch_norm1d"),
        new BatchNormLoops("batch_norm2d"),
        new Conv2dLoops(),
        new DropoutLoops(),
        new FlattenLoops(),
        new LayerNormLoops(),
        new LinearLoops(),
        new MaxPool2dLoops(),
        new RbfLoops(),
        new Subsample2dLoops(),
    ]).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>The step of a layer, its activation included; null if it leaves its values as they are.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What comes in.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <param name="keepsOutputs">Whether the input must be there afterwards.</param>
    /// <exception cref="ExportException">It cannot be exported, or this exporter does not know it.</exception>
    public static LoopStep? Write(ExportedLayer layer, LoopBuffer input, string format, bool keepsOutputs)
    {
        Func<Expression, Expression>? activation = ActivationKeys(layer) is { } keys ? Activation(layer, keys, format) : null;
        bool isKind = Kinds.TryGetValue(layer.Type, out ILayerLoops? kind);
        Func<Expression, Expression>? function = isKind ? activation : ActivationLoops.Function(layer.Type, layer.Settings)
            ?? throw new ExportException(layer.Name, $"a layer of type {layer.Type} cannot be exported to {format}");

        // An elementwise function needs no room of its own.
        bool isElementwise = kind?.IsIdentity ?? true;
        bool inPlace = isElementwise && !keepsOutputs;
        var step = new StepWriter(layer, inPlace, format);
        string? equation = kind?.Write(step, layer);
        layer.RequireAllRead(format);
        if (isElementwise && function is null)
        {
            return null;
        }

        if (function is not null)
        {
            LoopArray from = isElementwise ? step.X : step.Y;
            using (step.Code.For("i", step.Y, out Variable i))
            {
                step.Code.Store(step.Y, i, function(from[i]));
            }
        }

        LoopBuffer output = inPlace ? input : new LoopBuffer(layer.Name, "output", layer.Output, ElementType.Float);
        return step.ToStep(equation, input, output);
    }

    /// <summary>The kind of a type; null for functions of each value, and for what is not known.</summary>
    public static ILayerLoops? Kind(string type) => Kinds.GetValueOrDefault(type);

    /// <summary>The activation that a layer names, with its keys; null if there is none.</summary>
    public static Settings? ActivationKeys(ExportedLayer layer)
    {
        Settings? keys = layer.Settings.Has("activation") ? layer.Settings.Kind("activation") : null;
        return keys?.Text("type") == "none" ? null : keys;
    }

    /// <summary>The function of an activation.</summary>
    /// <param name="layer">The layer that names it.</param>
    /// <param name="keys">What it says.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <exception cref="ExportException">This exporter does not know it.</exception>
    public static Func<Expression, Expression> Activation(ExportedLayer layer, Settings keys, string format)
    {
        string type = keys.Text("type");
        Func<Expression, Expression> function = ActivationLoops.Function(type, keys)
            ?? throw new ExportException(layer.Name, $"the activation {type} cannot be exported to {format}");
        layer.RequireAllRead(keys, format);
        return function;
    }
}
