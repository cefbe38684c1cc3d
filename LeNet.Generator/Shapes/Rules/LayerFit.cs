namespace LeNet.Generator.Shapes.Rules;

/// <summary>How a layer fits its input.</summary>
/// <param name="Output">What comes out.</param>
/// <param name="Parameters">How many parameters it then has.</param>
internal readonly record struct LayerFit(Shape Output, long Parameters = 0);
