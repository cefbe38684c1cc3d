using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

internal static class LinearRule
{
    public static LayerFit? Fit(Linear layer, LayerInput input)
    {
        if (!input.Shape.IsFlat)
        {
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.Type,
                Invariant($"linear works on a vector, but the input of layer {input.Site.Number} (1-based) is an image of {input.Shape}; put a flatten layer before it, which gives {input.Shape.Count}"));
        }

        // With or without a flatten layer as many values come in and go out, so that later layers can be checked.
        input.CheckDeclared(LinearReader.InFeatures, input.Shape.Count);
        return new LayerFit(
            Shape.Flat(layer.OutFeatures),
            Limits.Product(layer.OutFeatures, input.Shape.Count) + (layer.Bias ? layer.OutFeatures : 0));
    }
}
