namespace LeNet.Generator.Shapes.Rules;

internal static class FlattenRule
{
    /// <summary>A vector stays what it is, as in PyTorch.</summary>
    public static LayerFit? Fit(LayerInput input) => new LayerFit(Shape.Flat(input.Shape.Count));
}
