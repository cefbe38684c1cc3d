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
        input.CheckVector("linear");
        input.CheckDeclared(LinearReader.InFeatures, input.Shape.Count);
        return new LayerFit(
            Shape.Flat(layer.OutFeatures),
            Limits.Product(layer.OutFeatures, input.Shape.Count) + (layer.Bias ? layer.OutFeatures : 0));
    }
}
