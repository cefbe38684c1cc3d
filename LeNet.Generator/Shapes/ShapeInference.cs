using System.Collections.Immutable;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Shapes.Rules;
using static System.FormattableString;

namespace LeNet.Generator.Shapes;

/// <summary>Follows the shape of a sample through the layers, as PyTorch would infer it.</summary>
internal static class ShapeInference
{
    /// <returns>Null after an error, here or before.</returns>
    public static ShapedNetwork? Infer(ParsedNetwork network, DiagnosticBag bag)
    {
        if (network.Input is not { } input)
        {
            return null;
        }

        int errors = bag.Count;
        var layers = ImmutableArray.CreateBuilder<ShapedLayer>();
        var size = new NetworkSize(bag, input.Shape);
        Shape shape = input.Shape;
        foreach (ParsedLayer parsed in network.Layers)
        {
            // What comes out of a layer that cannot be read or does not fit is unknown: nothing more can be said.
            if (parsed.Layer is null
                || Fit(parsed.Layer, new LayerInput(shape, parsed.Site, bag)) is not { } fit
                || !size.Add(fit, parsed.Site))
            {
                return null;
            }

            layers.Add(new ShapedLayer(parsed.Layer, shape, fit.Output));
            shape = fit.Output;
        }

        CheckTrainable(network, shape, size, bag);
        return network.Architecture is { } architecture && bag.Count == errors
            ? new ShapedNetwork(
                architecture.Name,
                architecture.Namespace,
                architecture.Input,
                new EquatableArray<ShapedLayer>(layers.ToImmutable()),
                architecture.Loss)
            : null;
    }

    /// <returns>Null if what comes out cannot be said.</returns>
    private static LayerFit? Fit(Layer layer, LayerInput input) => layer switch
    {
        Conv2d conv => Conv2dRule.Fit(conv, input),
        Pool2d pool => Pool2dRule.Fit(pool, input),
        Subsample2d subsample => Pool2dRule.Fit(subsample, input),
        AdaptiveAvgPool2d pool => AdaptiveAvgPool2dRule.Fit(pool, input),
        Flatten => FlattenRule.Fit(input),
        Linear linear => LinearRule.Fit(linear, input),
        BatchNorm norm => NormRule.Fit(norm, input),
        LayerNorm norm => NormRule.Fit(norm, input),
        Dropout => new LayerFit(input.Shape),
        Rbf rbf => RbfRule.Fit(rbf, input),
        ActivationLayer => new LayerFit(input.Shape),
        _ => throw new NotSupportedException($"No shape rule for {layer.GetType().Name}."),
    };

    private static void CheckTrainable(ParsedNetwork network, Shape output, NetworkSize size, DiagnosticBag bag)
    {
        if (network.Layers.IsEmpty)
        {
            return;
        }

        LayerSite last = network.Layers[network.Layers.Length - 1].Site;
        if (network.Loss is { } loss && !output.IsFlat)
        {
            bag.Add(
                Descriptors.NotTrainable,
                last.Type,
                $"{last.Label}: the last layer gives an image of {output}, but {loss.Name} needs one value per class; add a flatten layer"
                    + Invariant($", which gives {output.Count} classes, or flatten and then linear"));
        }

        if (size.Parameters == 0)
        {
            bag.Add(Descriptors.NotTrainable, network.LayersSpan, "no layer has weights, so there is nothing to train; add one that has, such as linear");
        }
    }
}
