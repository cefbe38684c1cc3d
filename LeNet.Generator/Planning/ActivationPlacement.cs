using System.Collections.Immutable;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning;

/// <summary>
/// Decides what computes an activation. One whose derivative follows from its value is part of the layer that it is applied to,
/// however the file says so; one that needs its argument kept is a step of its own, with a buffer of its own.
/// </summary>
internal static class ActivationPlacement
{
    /// <summary>The layers as steps compute them, in order.</summary>
    public static EquatableArray<ShapedLayer> Place(EquatableArray<ShapedLayer> layers)
    {
        ImmutableArray<ShapedLayer>.Builder placed = ImmutableArray.CreateBuilder<ShapedLayer>();

        // Where the layer is whose result comes in, if nothing but flattening is between.
        var before = -1;
        foreach (ShapedLayer layer in layers)
        {
            switch (layer.Layer)
            {
                case ActivatedLayer { Activation.KeepsInput: true } activated:
                    placed.Add(layer with { Layer = activated with { Activation = new NoActivation() } });
                    placed.Add(new ShapedLayer(new ActivationLayer(activated.Name, activated.Activation) { IsAttribute = true }, layer.Output, layer.Output));
                    before = -1;
                    break;
                case ActivationLayer { Activation.KeepsInput: false } function
                    when before >= 0 && placed[before].Layer is ActivatedLayer { Activation: NoActivation } activated:
                    placed[before] = placed[before] with { Layer = activated with { Activation = function.Activation } };
                    break;
                default:
                    before = layer.Layer is ActivatedLayer ? placed.Count : layer.Layer is Flatten ? before : -1;
                    placed.Add(layer);
                    break;
            }
        }

        return new EquatableArray<ShapedLayer>(placed.ToImmutable());
    }
}
